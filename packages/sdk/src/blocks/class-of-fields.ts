import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import type { BlockDocument } from "@tutti/core/wire/block-document";
import { z } from "zod";
import { BLOCK, type AnyBlockClass, type BlockDefinition } from "./block-mark.ts";
import { Block } from "./block.ts";
import { codeName, wireName } from "./field-names.ts";
import { secret } from "./secret-value.ts";

/** A class for a type that no code here defines: its fields are those of the document's schema, secrets are masked. */
export function classOfFields(slug: string, { block_schema, block_type, data }: BlockDocument): AnyBlockClass {
  const schema = block_schema?.fields ?? {};
  const secrets = Array.isArray(schema["secret_fields"]) ? schema["secret_fields"].map(String) : [];
  const names = new Set([
    ...Object.keys(isJsonObject(schema["properties"]) ? schema["properties"] : {}),
    ...Object.keys(data),
  ]);
  const shape = Object.fromEntries([...names].map((name) => [propertyName(name), fieldOf(name, secrets)]));
  const definition: BlockDefinition = {
    slug,
    name: block_type?.name ?? slug,
    fields: z.object(shape),
    isBundled: true,
  };
  return class extends Block {
    static readonly [BLOCK] = definition;
    constructor(values: JsonObject) {
      super(definition);
      Object.assign(this, definition.fields.parse(values));
    }
  };
}

/** What is secret anywhere below a field makes all of it secret. */
function fieldOf(name: string, secrets: readonly string[]): z.ZodType {
  const isSecret = secrets.some((path) => path === name || path.startsWith(`${name}.`));
  return isSecret ? secret(z.unknown()).optional() : z.unknown().optional();
}

/** In camelCase, unless the name on the wire could not be told from that. */
function propertyName(name: string): string {
  const inCode = codeName(name);
  return wireName(inCode) === name ? inCode : name;
}
