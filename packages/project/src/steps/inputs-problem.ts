import type { z } from "zod";
import { didYouMean } from "@tutti/client/closest";
import { valueAtPath } from "@tutti/core/placeholder/value-at-path";

/** What is wrong with a step's inputs in one sentence, or null. */
export function inputsProblem(schema: z.ZodObject, inputs: unknown): string | null {
  const verdict = schema.safeParse(inputs);
  const [issue] = verdict.error?.issues ?? [];
  if (issue === undefined) return null;
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return `it takes no ${key}.${didYouMean(key, Object.keys(schema.shape))}`;
  }
  const place = issue.path.join(".");
  if (valueAtPath(inputs, issue.path.map(String)) === undefined) return `${place} is missing`;
  return place === "" ? issue.message : `${place}: ${issue.message}`;
}
