import { TuttiError } from "@tutti/core/errors";
import {
  type DocumentReference,
  type Filling,
  fillPlaceholders,
  placeholdersWithin,
} from "@tutti/core/placeholder/fill-placeholders";
import type { Placeholder } from "@tutti/core/placeholder/placeholder";
import { valueAtPath } from "@tutti/core/placeholder/value-at-path";
import type { Environment } from "@tutti/core/settings/read-settings";
import type { BlockData, TemplateSources } from "./template-sources.ts";

/** What steps have put out: by name, and all that belongs to a step by its id. */
export type Outputs = Readonly<Record<string, unknown>>;

type Named = Placeholder | DocumentReference;

/**
 * Fills every placeholder: outputs of steps (null leaves them as they stand), blocks, variables, the environment. Throws `invalid_template` with every
 * block, field of a block and variable that is not there. As in Prefect, an output that is not there leaves its key out, and
 * a variable of the environment that is not set is an empty text. `onSecret` is told the secrets that went in.
 */
export async function resolveTemplate(
  template: unknown,
  outputs: Outputs | null,
  sources: TemplateSources,
  onSecret: (secret: string) => void = () => undefined,
): Promise<unknown> {
  const values = await lookUpAll(template, sources, onSecret);
  return fillPlaceholders(template, (named) => {
    if (named.kind === "value") return outputs === null ? "keep" : output(named.path, outputs);
    if (named.kind === "environment") return { value: sources.environment[named.name] ?? "" };
    return { value: values.get(keyOf(named)) };
  });
}

/**
 * Fills what is known before blocks and variables are read: outputs of steps, and the environment when it is given. What
 * is unknown is left for later, blocks and variables too: so a deployment keeps them as references, never as values.
 */
export function fillOutputs(template: unknown, outputs: Outputs, environment: Environment | null = null): unknown {
  return fillPlaceholders(template, (named) => {
    if (named.kind === "value") {
      const filling = output(named.path, outputs);
      return filling === "nothing" ? "keep" : filling;
    }
    return named.kind === "environment" && environment !== null ? { value: environment[named.name] ?? "" } : "keep";
  });
}

function output(path: readonly string[], outputs: Outputs): Filling {
  const value = valueAtPath(outputs, path);
  return value === undefined ? "nothing" : { value };
}

function keyOf(named: Exclude<Named, { kind: "value" }>): string {
  return named.kind === "document" ? named.id : named.text;
}

async function lookUpAll(
  template: unknown,
  sources: TemplateSources,
  onSecret: (secret: string) => void,
): Promise<ReadonlyMap<string, unknown>> {
  const values = new Map<string, unknown>();
  const problems = new Set<string>();
  for (const named of placeholdersWithin(template)) {
    if (named.kind === "value" || named.kind === "environment" || values.has(keyOf(named))) continue;
    try {
      values.set(keyOf(named), await lookUp(named, sources, onSecret));
    } catch (error) {
      if (!(error instanceof TuttiError) || error.code !== "invalid_template") throw error;
      problems.add(error.detail);
    }
  }
  if (problems.size > 0) throw new TuttiError("invalid_template", [...problems].join("; "));
  return values;
}

async function lookUp(
  named: Exclude<Named, { kind: "value" | "environment" }>,
  sources: TemplateSources,
  onSecret: (secret: string) => void,
): Promise<unknown> {
  if (named.kind === "variable") {
    const variable = await sources.variable(named.name);
    if (variable === null)
      throw new TuttiError("invalid_template", `${named.text}: there is no variable ${named.name}`);
    return variable.value;
  }
  const block = named.kind === "document" ? await sources.blockById(named.id) : await blockNamed(named, sources);
  if (block === null) throw new TuttiError("invalid_template", `there is no block document ${idOf(named)}`);
  for (const secret of block.secrets) onSecret(secret);
  return named.kind === "document" ? block.data : fieldOf(named, block);
}

function idOf(named: DocumentReference | (Placeholder & { kind: "block" })): string {
  return named.kind === "document" ? named.id : `${named.typeSlug}/${named.name}`;
}

async function blockNamed(
  { text, typeSlug, name }: Placeholder & { kind: "block" },
  sources: TemplateSources,
): Promise<BlockData> {
  if (name === "") {
    throw new TuttiError("invalid_template", `${text} names no block: write prefect.blocks.<type>.<name>`);
  }
  const block = await sources.block(typeSlug, name);
  if (block === null) throw new TuttiError("invalid_template", `${text}: there is no block ${typeSlug}/${name}`);
  return block;
}

/** A block that holds nothing but `value` stands for it, unless the path says `value` itself. */
function fieldOf({ text, path }: Placeholder & { kind: "block" }, { data }: BlockData): unknown {
  const isBare = Object.keys(data).length === 1 && Object.hasOwn(data, "value") && path[0] !== "value";
  const value = valueAtPath(isBare ? data["value"] : data, path);
  if (value === undefined) throw new TuttiError("invalid_template", `${text}: the block has no ${path.join(".")}`);
  return value;
}
