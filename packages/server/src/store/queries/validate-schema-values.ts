import { templateProblem } from "@tutti/core/template/parse-template";
import type { JsonObject } from "@tutti/core/json-object";
import { validateForm, type FormVerdict } from "@tutti/core/parameters/validate-form";
import type { Kysely } from "kysely";
import type { Deps } from "../../deps.ts";
import { fromJson } from "../rows/json-column.ts";
import type { Database } from "../tables.ts";

/** What is wrong with the values of a form. Its templates are read, not rendered; its variables are those that stand. */
export async function validateSchemaValues(
  db: Kysely<Database>,
  _deps: Deps,
  { schema, values }: { schema: JsonObject; values: JsonObject },
): Promise<FormVerdict> {
  const asksVariables = JSON.stringify(values).includes("workspace_variable");
  const rows = asksVariables ? await db.selectFrom("variable").select(["name", "value"]).execute() : [];
  const variables = new Map(rows.map((row) => [row.name, fromJson(row.value)]));
  return validateForm(schema, values, {
    variable: (name) => variables.get(name),
    checkTemplate: (text) => templateProblem(text)?.message ?? null,
    renderTemplate: null,
  });
}
