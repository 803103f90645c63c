import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { TuttiError } from "@tutti/core/errors";
import { describeIssues } from "../standard-schema.ts";
import { markOf, type BlockDefinition } from "./block-mark.ts";
import { fieldSchema } from "./block-schema.ts";
import { renamed, wireName } from "./field-names.ts";
import { SecretValue } from "./secret-value.ts";

/** The values of a block as its fields have them, defaults filled in. Throws `invalid_block`. */
export function checkedValues(definition: BlockDefinition, values: unknown): Record<string, unknown> {
  const checked = definition.fields.strict().safeParse(values);
  if (checked.success) return checked.data;
  throw new TuttiError("invalid_block", `${definition.slug}: ${describeIssues(checked.error.issues)}`);
}

/**
 * What is sent of a block's values: by the names of the wire, secrets in clear, blocks that were saved as references to
 * their documents, those that were not with all that is in them. Fields that are left out are null, so that a document
 * that is written over loses what it had there. Throws `invalid_block`, also for a block that has itself within it.
 */
export function wireData(block: object, around: readonly object[] = []): JsonObject {
  const mark = markOf(block);
  if (mark === null) throw new TuttiError("invalid_block", "a block was expected, and this is none");
  const { definition } = mark;
  if (around.includes(block)) {
    throw new TuttiError("invalid_block", `${definition.slug} has itself within it: remove one of the references`);
  }
  const values = checkedValues(definition, ownValues(block, definition));
  const schema = fieldSchema(definition);
  const data = renamed(values, schema, {
    rename: wireName,
    replace: (value, _schema, path) => {
      if (value instanceof SecretValue) return value.get();
      return markOf(value) === null ? undefined : nestedData(value as object, path, [...around, block]);
    },
  });
  const fields = Object.keys(definition.fields.shape).map((name): [string, unknown] => [wireName(name), null]);
  return { ...Object.fromEntries(fields), ...(isJsonObject(data) ? withoutUndefined(data) : {}) };
}

/** Only a whole field of a block can be a reference; deeper down, and in lists, a block stands with all its values. */
function nestedData(nested: object, path: readonly string[], around: readonly object[]): JsonObject {
  const mark = markOf(nested);
  const data = wireData(nested, around);
  const stored = mark?.stored ?? null;
  if (stored !== null && path.length === 1) return { $ref: { block_document_id: stored.id } };
  return { ...data, block_type_slug: mark?.definition.slug };
}

function ownValues(block: object, definition: BlockDefinition): Record<string, unknown> {
  const all: Record<string, unknown> = { ...block };
  const names = Object.keys(definition.fields.shape).filter((name) => all[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

function withoutUndefined(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
