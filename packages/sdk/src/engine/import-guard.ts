import { TuttiError } from "@tutti/core/errors";

// Shared by all copies of Tutti in this process.
const IMPORTING = Symbol.for("tutti.importing");
const shared: Record<symbol, unknown> = globalThis;

/** Imports the file of a flow. A flow that the file calls meanwhile is not run: its call rejects with `called_on_import`. */
export async function importGuarded(url: string): Promise<object> {
  shared[IMPORTING] = url;
  try {
    return (await import(url)) as object;
  } finally {
    shared[IMPORTING] = undefined;
  }
}

/** Throws `called_on_import` while a flow's file is being imported. */
export function refuseWhileImporting(flowName: string): void {
  const url = shared[IMPORTING];
  if (typeof url === "string") throw new TuttiError("called_on_import", `"${flowName}" is called by ${url} itself`);
}
