import type { BlockRegistration } from "../commands/blocks/register-blocks.ts";
import { sha256Hex } from "../digest.ts";
import { bundledBlocks } from "./block-list.ts";
import type { BundledBlock } from "./bundled-block.ts";
import { schemaFields, type BlocksBySlug } from "./schema-fields.ts";

const bySlug: BlocksBySlug = new Map(bundledBlocks.map((block) => [block.slug, block]));

/** What registers all bundled blocks, those nested in others before them. */
export function blockRegistrations(): BlockRegistration[] {
  return nestedFirst(bundledBlocks).map(registrationOf);
}

/** The same for those without which the system does not do. */
export function systemBlockRegistrations(): BlockRegistration[] {
  return bundledBlocks.filter((block) => block.isProtected === true).map(registrationOf);
}

export function registrationOf(block: BundledBlock): BlockRegistration {
  return {
    type: {
      name: block.name,
      slug: block.slug,
      logo_url: null,
      documentation_url: null,
      description: block.words,
      code_example: `\`\`\`python\nfrom prefect.blocks.core import Block\n\nblock = Block.load("${block.slug}/NAME")\n\`\`\``,
    },
    isProtected: block.isProtected === true,
    fields: schemaFields(block, bySlug, sha256Hex),
    capabilities: block.capabilities ?? [],
  };
}

function nestedFirst(blocks: readonly BundledBlock[]): BundledBlock[] {
  const ordered = new Set<BundledBlock>();
  const visit = (block: BundledBlock): void => {
    for (const slug of Object.values(block.fields).flatMap(({ slugs }) => slugs)) {
      const nested = bySlug.get(slug);
      if (nested !== undefined) visit(nested);
    }
    ordered.add(block);
  };
  for (const block of blocks) visit(block);
  return [...ordered];
}
