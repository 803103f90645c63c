import { currentContext, runIn } from "./engine/run-context.ts";

/** Gives every run that `body` starts this tag or these tags, besides its own. */
export function tags<T>(names: string | readonly string[], body: () => T): T {
  const context = currentContext();
  const given = typeof names === "string" ? [names] : names;
  return runIn({ ...context, tags: [...new Set([...context.tags, ...given])] }, body);
}
