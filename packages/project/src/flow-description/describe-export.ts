import { flowMarkOf } from "@tutti/core/flow-mark";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import type { DescribedModule } from "./described-module.ts";

/** What a loaded module says of the flow that it exports under this name. */
export function describeExport(loaded: Readonly<Record<string, unknown>>, exportName: string): DescribedModule {
  const mark = flowMarkOf(loaded[exportName]);
  if (mark === null) {
    const flows = Object.keys(loaded).filter((name) => flowMarkOf(loaded[name]) !== null);
    return { kind: "missing", flows, isExported: exportName in loaded };
  }
  const { name, version, description = null, parameters } = mark;
  return { kind: "flow", name, version, description, ...jsonSchemaOf(parameters) };
}

/** As the schema itself writes it (Standard JSON Schema), seen from those who give the values. */
function jsonSchemaOf(schema: unknown): { readonly schema: JsonObject | null; readonly warnings: string[] } {
  if (schema === null) return { schema: null, warnings: [] };
  try {
    const written = inputSchema(schema);
    if (isJsonObject(written)) return { schema: written, warnings: [] };
    return {
      schema: {},
      warnings: ["The flow's schema cannot be written as JSON Schema; any parameters are accepted."],
    };
  } catch (error) {
    return { schema: {}, warnings: [`The flow's schema cannot be written as JSON Schema: ${String(error)}`] };
  }
}

function inputSchema(schema: unknown): unknown {
  const standard = fieldOf(schema, "~standard");
  const write = fieldOf(fieldOf(standard, "jsonSchema"), "input");
  if (typeof write !== "function") return null;
  const libraryOptions = { unrepresentable: "any", override: writeDate };
  const written: unknown = write({ target: "draft-2020-12", libraryOptions });
  return written;
}

/** zod has no JSON form for a Date, and calls this for each part of a schema. */
function writeDate(part: unknown): void {
  const definition = fieldOf(fieldOf(fieldOf(part, "zodSchema"), "_zod"), "def");
  const written = fieldOf(part, "jsonSchema");
  if (fieldOf(definition, "type") !== "date" || typeof written !== "object" || written === null) return;
  Object.assign(written, { type: "string", format: "date-time" });
}

function fieldOf(value: unknown, name: string): unknown {
  const isHolder = (typeof value === "object" && value !== null) || typeof value === "function";
  return isHolder ? Reflect.get(value, name) : undefined;
}
