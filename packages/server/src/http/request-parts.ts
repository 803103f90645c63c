import type { z } from "zod";
import { HttpError, invalidRequest, notFound } from "./http-error.ts";
import { concealMember, concealProblem } from "./concealed-input.ts";
import { validationDetail, type ValidationProblem } from "./validation-detail.ts";

/** A path parameter of the wrong form names a path that does not exist; one that is none of a few words is refused. */
export function parseParams(schema: z.ZodType | undefined, params: unknown, body: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(params);
  if (parsed.error?.issues.every(({ code }) => code === "invalid_value") === true) {
    throw invalidRequest(validationDetail(parsed.error.issues, "path", params), body ?? null);
  }
  if (!parsed.success || hasNul(params)) throw notFound();
  return parsed.data;
}

/** No database holds a name with a NUL in it, and Postgres fails on being asked for one. */
function hasNul(params: unknown): boolean {
  return Object.values(params ?? {}).some((value) => String(value).includes("\0"));
}

export function parseQuery(schema: z.ZodType | undefined, query: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(query);
  if (!parsed.success) {
    throw invalidRequest(validationDetail(parsed.error.issues, "query", query).map(withoutParent), null);
  }
  return parsed.data;
}

const missingBody: ValidationProblem = { type: "missing", loc: ["body"], msg: "Field required", input: null };

/** What does not fit is answered with what was given, but for the member that holds secrets. */
export function parseBody(schema: z.ZodType | undefined, body: unknown, secretMember?: string): unknown {
  if (schema === undefined) return undefined;
  const isEmbedded = embedsParameters(schema);
  const given = isEmbedded ? (body ?? {}) : body;
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  if (given === undefined) throw invalidRequest([missingBody], null);
  if (isEmbedded) refuseLimit(parsed.error.issues);
  const found = validationDetail(parsed.error.issues, "body", given);
  const problems = isEmbedded ? found.map(withoutParent) : found;
  if (secretMember === undefined) throw invalidRequest(problems, body ?? null);
  throw invalidRequest(
    problems.map((problem) => concealProblem(problem, secretMember)),
    concealMember(body ?? null, secretMember),
  );
}

/** Several parameters side by side (`z.object`), rather than one model (`z.strictObject`, which has a catch-all). */
function embedsParameters(schema: z.ZodType): boolean {
  return schema.def.type === "object" && !("catchall" in schema.def);
}

/** `limit` of the list routes is checked apart from the schema by Prefect, and refused in other words. */
function refuseLimit(issues: readonly z.core.$ZodIssue[]): void {
  for (const issue of issues) {
    if (issue.path.length !== 1 || issue.path[0] !== "limit") continue;
    if (issue.code === "too_small" && issue.minimum === 0) {
      throw new HttpError(422, { detail: "Invalid limit: must be greater than or equal to 0." });
    }
    if (issue.code === "too_big" && issue.maximum === 200) {
      throw new HttpError(422, { detail: "Invalid limit: must be less than or equal to 200." });
    }
  }
}

/** A parameter of its own that is absent, or null where a value is needed, has no surrounding input to show. */
function withoutParent(problem: ValidationProblem): ValidationProblem {
  const isParameter = problem.loc.length === 2;
  if (!isParameter || (problem.type !== "missing" && problem.input !== null)) return problem;
  return { type: "missing", loc: problem.loc, msg: "Field required", input: null };
}
