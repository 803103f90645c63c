import { isRawNumber, parseExact, toPlain } from "@tutti/core/exact-json";

// People's own JSON is shown, changed and sent back as it stands on the server: 5.0 stays 5.0, and integers beyond 2^53 do
// not round. What the server itself counts stays ordinary numbers, with which the pages compute.

/** Where an answer holds people's JSON, with whatever is beneath. */
const THEIRS = new Set([
  "base_job_template",
  "data",
  "default_base_job_configuration",
  "fields",
  "job_variables",
  "parameter_openapi_schema",
  "parameters",
  "pull_steps",
  "value",
]);

/** The answer with its people's JSON digit for digit. */
export function readExact(text: string): unknown {
  const answer = parseExact(text);
  return holdsRawNumber(answer) ? plainButTheirs(answer) : answer;
}

function plainButTheirs(value: unknown): unknown {
  if (isRawNumber(value)) return toPlain(value);
  if (Array.isArray(value)) return value.map(plainButTheirs);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, THEIRS.has(key) ? (part as unknown) : plainButTheirs(part)]),
  );
}

/** Whether a number stands in it that JavaScript would write otherwise. */
export function holdsRawNumber(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isRawNumber(value) || Object.values(value).some(holdsRawNumber);
}
