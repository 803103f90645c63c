import { isJsonObject, type JsonObject } from "../json-object.ts";

// Older pydantic writes schemas that do not say what it means: that a field may be null, that a tuple's items have each
// their own schema, that a block may be named instead of written out.

interface Repairs {
  /** A field that may be left out may be null even when it has a default. */
  readonly allowsNullWithDefault: boolean;
}

export function repairSchema(schema: JsonObject, repairs: Repairs = { allowsNullWithDefault: false }): JsonObject {
  return {
    ...schema,
    ...(isJsonObject(schema["properties"]) ? { properties: repairFields(schema, repairs) } : {}),
    ...(isJsonObject(schema["definitions"]) ? { definitions: repairDefinitions(schema["definitions"], repairs) } : {}),
  };
}

function repairFields({ properties, required }: JsonObject, repairs: Repairs): JsonObject {
  const names: readonly unknown[] = Array.isArray(required) ? required : [];
  const fields = isJsonObject(properties) ? Object.entries(properties) : [];
  return Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      isJsonObject(field) ? repairField(field, names.includes(name), repairs) : field,
    ]),
  );
}

function repairField(field: JsonObject, isRequired: boolean, repairs: Repairs): JsonObject {
  const nullable = isRequired ? field : allowNull(field, repairs);
  const listed = repairTuple(nullable);
  return isJsonObject(listed["properties"]) ? { ...listed, properties: repairFields(listed, repairs) } : listed;
}

function allowNull(field: JsonObject, { allowsNullWithDefault }: Repairs): JsonObject {
  const { type, ...rest } = field;
  const isOpen = type !== undefined && type !== "null" && (!("default" in field) || allowsNullWithDefault);
  return isOpen ? { ...rest, anyOf: [{ type }, { type: "null" }] } : field;
}

function repairTuple(field: JsonObject): JsonObject {
  const { items, ...rest } = field;
  return Array.isArray(items) && items.length > 0 && !field["prefixItems"] ? { ...rest, prefixItems: items } : field;
}

function repairDefinitions(definitions: JsonObject, repairs: Repairs): JsonObject {
  const repaired = Object.entries(definitions).map(([name, definition]) => {
    if (!isJsonObject(definition)) return [name, definition] as const;
    const fields = isJsonObject(definition["properties"])
      ? { ...definition, properties: repairFields(definition, repairs) }
      : definition;
    const { title } = definition;
    return "block_type_slug" in definition
      ? ([typeof title === "string" ? title : name, { oneOf: [fields, BLOCK_REFERENCE] }] as const)
      : ([name, fields] as const);
  });
  return { ...definitions, ...Object.fromEntries(repaired) };
}

const BLOCK_REFERENCE = {
  type: "object",
  properties: {
    $ref: {
      oneOf: [
        { type: "string", format: "uuid" },
        { type: "object", additionalProperties: { type: "string" }, minProperties: 1 },
      ],
    },
  },
  required: ["$ref"],
};
