import { z } from "zod";
import type { ApiClient } from "../http.ts";
import { isNotFound } from "../response-error.ts";
import { readVariable } from "../variables.ts";
import { blockDocument } from "@tutti/core/wire/block-document";
import type { Environment } from "@tutti/core/settings/read-settings";

/** A block's fields, secrets in clear, and which of its values are secret. */
export interface BlockData {
  readonly data: Readonly<Record<string, unknown>>;
  readonly secrets: readonly string[];
}

/** What stands behind placeholders. Each answers null for what is not there. */
export interface TemplateSources {
  readonly block: (typeSlug: string, name: string) => Promise<BlockData | null>;
  readonly blockById: (id: string) => Promise<BlockData | null>;
  readonly variable: (name: string) => Promise<{ readonly value: unknown } | null>;
  readonly environment: Environment;
}

/** Blocks and variables of a server, each asked for once; and the variables of an environment. */
export function serverSources(api: ApiClient, environment: Environment): TemplateSources {
  const readBlock = once((path) => found(api.get(path, blockDocument).then(blockData)));
  const variable = once((name) => found(readVariable(api, name).then(({ value }) => ({ value }))));
  const secretly = "?include_secrets=true";
  return {
    block: (typeSlug, name) => {
      const [slug, document] = [encodeURIComponent(typeSlug), encodeURIComponent(name)];
      return readBlock(`/block_types/slug/${slug}/block_documents/name/${document}${secretly}`);
    },
    blockById: (id) => readBlock(`/block_documents/${encodeURIComponent(id)}${secretly}`),
    variable,
    environment,
  };
}

function once<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const answer = answers.get(key) ?? read(key);
    answers.set(key, answer);
    return answer;
  };
}

async function found<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

const fieldsWithSecrets = z.object({ secret_fields: z.array(z.string()).default([]) });

function blockData({ data, block_schema }: z.output<typeof blockDocument>): BlockData {
  const fields = fieldsWithSecrets.safeParse(block_schema?.fields ?? {});
  const names = fields.success ? fields.data.secret_fields : [];
  return { data, secrets: names.flatMap((name) => textsAt(data, name.split("."))) };
}

/** The texts at a path of a schema's secret fields; `*` is any key, and what lies below a secret is secret. */
function textsAt(value: unknown, path: readonly string[]): string[] {
  const [key, ...rest] = path;
  if (typeof value === "string") return key === undefined ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value).filter(([name]) => key === undefined || key === "*" || key === name);
  return entries.flatMap(([, item]) => textsAt(item, rest));
}
