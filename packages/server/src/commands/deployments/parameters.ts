import { ApiError } from "@tutti/core/errors";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import type { ValidationOptions } from "@tutti/core/json-schema/validate";
import { checkParameters } from "@tutti/core/parameters/check-parameters";
import { hydrate, hydrationError } from "@tutti/core/parameters/hydrate";
import { templateProblem } from "@tutti/core/template/parse-template";
import { renderTemplate } from "@tutti/core/template/render-template";
import { TemplateRenderError } from "@tutti/core/template/template-error";
import { fromJson } from "../../store/rows/json-column.ts";
import type { Tx } from "../command.ts";

/** What a request does, as its refusals say it. */
export interface Request {
  /** As in "Error creating flow run". */
  readonly doing: string;
  /** As in "Error hydrating flow run parameters". */
  readonly of: string;
}

/** The parameters themselves, of what a form has sent for them. Throws `bad_request`. */
export async function hydrateParameters(tx: Tx, parameters: JsonObject, { of }: Request): Promise<JsonObject> {
  const variables = await variablesIn(tx, parameters);
  const hydrated = hydrate(parameters, {
    variable: (name) => variables.get(name),
    checkTemplate: (text) => renderingProblem(text),
    renderTemplate: (text) => renderTemplate(text, { context: {} }),
  });
  const error = hydrationError(hydrated);
  if (error !== null) throw new ApiError("bad_request", `Error hydrating ${of} parameters: ${error}`);
  return isJsonObject(hydrated) ? hydrated : {};
}

/** Variables are looked up only when one is asked for. */
async function variablesIn(tx: Tx, parameters: JsonObject): Promise<Map<string, unknown>> {
  if (!JSON.stringify(parameters).includes("workspace_variable")) return new Map();
  const rows = await tx.selectFrom("variable").select(["name", "value"]).execute();
  return new Map(rows.map((row) => [row.name, fromJson(row.value)]));
}

/** A template may be well written and still fail when it is filled in. */
function renderingProblem(text: string): string | null {
  const problem = templateProblem(text);
  if (problem !== null) return problem.message;
  try {
    renderTemplate(text, { context: {} });
    return null;
  } catch (error) {
    if (error instanceof TemplateRenderError) return error.message;
    throw error;
  }
}

/** Refuses parameters that the schema does not allow: `conflict`, or `invalid_request` for a schema that leads in circles. */
export function requireValid(
  schema: JsonObject | null,
  parameters: JsonObject,
  { doing }: Request,
  options: ValidationOptions = {},
): void {
  if (schema === null) {
    const reason =
      "Cannot update parameters because parameter schema enforcement is enabled and the deployment does not have a valid parameter schema.";
    throw new ApiError("conflict", `Error updating deployment: ${reason}`);
  }
  const verdict = checkParameters(schema, parameters, options);
  if (verdict.kind === "circular") throw new ApiError("invalid_request", verdict.reason);
  if (verdict.kind === "wrong") throw new ApiError("conflict", `Error ${doing}: ${verdict.reason}`);
}
