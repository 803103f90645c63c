/** Fewer than `placeholder/` reads: Prefect looks in JSON in which all letters but those of ASCII are escaped. */
const PLACEHOLDER = /\{\{\s*([\w.\-[\]$]+)\s*\}\}/g;

/**
 * What is wrong with a work pool's template of jobs; null when nothing is. It is empty, or says how a job is configured
 * (`job_configuration`) and which variables that configuration may name in double braces (`variables`, a JSON Schema).
 */
export function templateProblem(template: Readonly<Record<string, unknown>>): string | null {
  if (Object.keys(template).length === 0) return null;
  const configuration = template["job_configuration"];
  const variables = template["variables"];
  if (!isFilled(configuration) || !isFilled(variables)) {
    return "The `base_job_template` must contain both a `job_configuration` key and a `variables` key.";
  }
  const properties = "properties" in variables ? Object(variables.properties) : {};
  const undeclared = placeholdersOf(Object.values(configuration)).filter((name) => !Object.hasOwn(properties, name));
  if (undeclared.length === 0) return null;
  return (
    "The variables specified in the job configuration template must be present as properties in the variables schema. " +
    `Your job configuration uses the following undeclared variable(s): ${undeclared.join(" ,")}.`
  );
}

/** The names that stand in double braces anywhere in the value, each once, in the order found. */
function placeholdersOf(value: unknown): string[] {
  return [...new Set([...(JSON.stringify(value) ?? "").matchAll(PLACEHOLDER)].map(([, name]) => name ?? ""))];
}

function isFilled(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}
