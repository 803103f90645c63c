import { currentContext, runIn } from "./engine/run-context.ts";

/** Gives every run that `body` starts these tags, besides its own. */
export function tags<T>(names: readonly string[], body: () => T): T {
  const context = currentContext();
  return runIn({ ...context, tags: [...new Set([...context.tags, ...names])] }, body);
}
