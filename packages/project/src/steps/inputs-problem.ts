import type { z } from "zod";
import { didYouMean } from "@tutti/client/closest";
import { valueAtPath } from "@tutti/core/placeholder/value-at-path";

/** What is wrong with a step's inputs in one sentence, or null. What stands under `late` keys is not known yet. */
export function inputsProblem(
  schema: z.ZodObject,
  inputs: unknown,
  late: ReadonlySet<string> = new Set(),
): string | null {
  const { error } = schema.safeParse(inputs);
  const issue = error?.issues.find(({ path: [key] }) => !late.has(String(key)));
  if (issue === undefined) return null;
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return `it takes no ${key}.${didYouMean(key, Object.keys(schema.shape))}`;
  }
  const place = issue.path.join(".");
  if (valueAtPath(inputs, issue.path.map(String)) === undefined) return `${place} is missing`;
  return place === "" ? issue.message : `${place}: ${issue.message}`;
}
