import type { BlockData, TemplateSources } from "@tutti/client/template/template-sources";

interface Given {
  readonly blocks?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly documents?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Blocks by `type/name`, all of whose texts are secret; variables; an environment. */
export function fakeSources({ blocks = {}, documents = {}, variables = {}, environment = {} }: Given): TemplateSources {
  return {
    block: async (typeSlug, name) => blockOf(blocks[`${typeSlug}/${name}`]),
    blockById: async (id) => blockOf(documents[id]),
    variable: async (name) => (Object.hasOwn(variables, name) ? { value: variables[name] } : null),
    environment,
  };
}

function blockOf(data: Readonly<Record<string, unknown>> | undefined): BlockData | null {
  if (data === undefined) return null;
  return { data, secrets: Object.values(data).filter((value) => typeof value === "string") };
}
