import { MASK } from "@tutti/core/blocks/document-secrets";
import type { ValidationProblem } from "./validation-detail.ts";

// A refusal says what was given. What may hold secrets is masked there, since clients write refusals to logs; what is empty
// holds none.

/** A body without what one of its members is. */
export function concealMember(body: unknown, member: string): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return masked(body);
  return Object.hasOwn(body, member) ? { ...body, [member]: masked(Reflect.get(body, member)) } : body;
}

/** A problem of a body, without what one of the body's members is. */
export function concealProblem(problem: ValidationProblem, member: string): ValidationProblem {
  const { loc, type, input } = problem;
  const showsBody = loc.length === 1 || (loc.length === 2 && type === "missing");
  if (showsBody) return { ...problem, input: concealMember(input, member) };
  return loc[1] === member ? { ...problem, input: masked(input) } : problem;
}

function masked(value: unknown): unknown {
  const isEmpty = value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
  return isEmpty ? value : MASK;
}
