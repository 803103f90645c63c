import { Placeholder } from "../json-schema/placeholder.ts";
import type { JsonObject } from "../json-object.ts";
import { hydrate, hydrationError, type HydrationContext } from "../parameters/hydrate.ts";
import { describeTemplates } from "./parameter-templates.ts";
import { templateProblem } from "../template/parse-template.ts";

/** Known when the action is carried out. */
const LATER = new Placeholder(null);

const context: HydrationContext = {
  variable: () => LATER,
  checkTemplate: (text) => templateProblem(text)?.message ?? null,
  renderTemplate: null,
};

/** What is wrong with the parameters that an action passes on, whatever it will be carried out for; null when nothing is. */
export function parameterProblem(parameters: JsonObject): string | null {
  const described: unknown = describeTemplates(parameters);
  return hydrationError(hydrate(Object(described) as JsonObject, context));
}
