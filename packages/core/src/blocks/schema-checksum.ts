import { isJsonObject, type JsonObject, objectAt } from "../json-object.ts";
import { pythonJson } from "./python-json.ts";
import { isEmpty, nonBlockDefinitions } from "./schema-definitions.ts";

/**
 * What names a block schema on both sides of the wire: clients compute it too, and ask for the schema by it. It does not
 * depend on which fields are secret, nor on the blocks nested in it, whose own checksums stand among its references.
 * `sha256Hex` digests ASCII.
 */
export function blockSchemaChecksum(fields: JsonObject, sha256Hex: (text: string) => string): string {
  return `sha256:${sha256Hex(pythonJson([[withOwnDefinitions(withoutSecretFields(fields))], {}]))}`;
}

/** Without the key in the object and in the objects below it; those in lists are left alone. */
function withoutSecretFields(fields: JsonObject): JsonObject {
  const kept = Object.entries(fields).filter(([key]) => key !== "secret_fields");
  return Object.fromEntries(
    kept.map(([key, value]) => [key, isJsonObject(value) ? withoutSecretFields(value) : value]),
  );
}

function withOwnDefinitions(fields: JsonObject): JsonObject {
  const definitions = objectAt(fields, "definitions");
  if (definitions === null || isEmpty(definitions)) return fields;
  const { definitions: _all, ...others } = fields;
  const own = nonBlockDefinitions(fields, definitions);
  return isEmpty(own) ? others : { ...others, definitions: own };
}
