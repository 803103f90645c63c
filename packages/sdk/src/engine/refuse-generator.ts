import { types } from "node:util";

/** A call of a generator runs nothing of it: its run would complete with nothing done. */
export function refuseGenerator(kind: "flow" | "task", fn: (...args: never[]) => unknown): void {
  if (!types.isGeneratorFunction(fn)) return;
  throw new TypeError(`A ${kind}'s function cannot be a generator: return a list of what it would yield`);
}
