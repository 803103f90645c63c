import type { z } from "zod";
import {
  type Variable,
  variable,
  type variableCreate,
  type variablesFilterBody,
  type variableUpdate,
} from "@tutti/core/wire/variable";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

export function createVariable(api: ApiClient, body: z.input<typeof variableCreate>): Promise<Variable> {
  return api.post("/variables/", body, variable);
}

export function readVariable(api: ApiClient, name: string): Promise<Variable> {
  return api.get(`/variables/name/${encodeURIComponent(name)}`, variable);
}

export function updateVariable(api: ApiClient, name: string, body: z.input<typeof variableUpdate>): Promise<void> {
  return api.send("PATCH", `/variables/name/${encodeURIComponent(name)}`, body);
}

export function deleteVariable(api: ApiClient, name: string): Promise<void> {
  return api.send("DELETE", `/variables/name/${encodeURIComponent(name)}`);
}

export function filterVariables(api: ApiClient, body: z.input<typeof variablesFilterBody>): Promise<Variable[]> {
  return api.post("/variables/filter", body, arrayOf(variable));
}
