import { filterBlockSchemas } from "@tutti/client/block-schemas";
import { deleteBlockType, filterBlockTypes } from "@tutti/client/block-types";
import type { CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { printRows } from "../list-rows.ts";
import { manyLines, oneLine } from "../plain-text.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { readPages } from "../runs/read-pages.ts";
import { readFields } from "./block-fields.ts";
import { findBlockType } from "./find-block.ts";

export async function listBlockTypes(
  { output, connect }: CommandContext,
  options: { readonly output: string | null },
): Promise<void> {
  const api = await connect();
  printRows(
    await readPages(Number.MAX_SAFE_INTEGER, (page) => filterBlockTypes(api, page)),
    { output, format: options.output },
    [
      { header: "SLUG", cell: ({ slug }) => output.style("bold", oneLine(slug)) },
      { header: "NAME", cell: ({ name }) => oneLine(name), shrinks: "last" },
      { header: "WHAT IT IS", cell: ({ description }) => oneLine(description ?? ""), shrinks: true },
    ],
    "No block types yet.",
  );
}

/** With the fields of its newest schema. */
export async function showBlockType(
  { output, connect }: CommandContext,
  slug: string,
  options: { readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const type = await findBlockType(api, slug);
  const [schema] = await filterBlockSchemas(api, { block_schemas: { block_type_id: { any_: [type.id] } }, limit: 1 });
  if (options.output === "json") {
    output.json({ ...type, block_schema: schema ?? null });
    return;
  }
  output.facts([
    ["Type", output.style("bold", oneLine(type.name))],
    ["Slug", oneLine(type.slug)],
    ["Id", type.id],
    ["What it is", type.description === null ? null : manyLines(type.description)],
    ["Documentation", type.documentation_url],
    ["Protected", type.is_protected ? "yes: it belongs to the system" : null],
  ]);
  output.line(`\n${output.style("bold", "Fields")}`);
  output.table(
    schema === undefined ? [] : readFields(schema.fields),
    [
      { header: "NAME", cell: ({ name }) => oneLine(name) },
      { header: "IS", cell: (field) => oneLine(field.isSecret ? `${field.kind}, secret` : field.kind) },
      { header: "NEEDED", cell: ({ isRequired }) => (isRequired ? "yes" : "") },
      { header: "DESCRIPTION", cell: ({ description }) => oneLine(description), shrinks: true },
    ],
    "None.",
  );
}

export async function removeBlockType(
  context: CommandContext,
  slug: string,
  options: { readonly yes: boolean },
): Promise<ExitCode> {
  const api = await context.connect();
  const type = await findBlockType(api, slug);
  const what = `the block type ${slug} with all its blocks`;
  return removeConfirmed(context, what, options.yes, () => deleteBlockType(api, type.id));
}
