import type { ApiClient } from "@tutti/client/http";
import { filterVariables, readVariable } from "@tutti/client/variables";
import type { Variable } from "@tutti/core/wire/variable";
import { readNamed } from "../not-found.ts";

/** Throws `not_found` with the nearest name. */
export function findVariable(api: ApiClient, name: string): Promise<Variable> {
  return readNamed({
    kind: "variable",
    name,
    read: () => readVariable(api, name),
    names: async () => (await filterVariables(api, {})).map((variable) => variable.name),
  });
}

/** A variable's value as one would type it: a text as it is, all else as JSON. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
