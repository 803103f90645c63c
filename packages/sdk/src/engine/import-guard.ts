import { isTakenForCommonjs } from "@tutti/core/commonjs-file";
import { TuttiError } from "@tutti/core/errors";

// Shared by all copies of Tutti in this process.
const IMPORTING = Symbol.for("tutti.importing");
const MADE = Symbol.for("tutti.flows-made");
const shared: Record<symbol, unknown> = globalThis;

/** What an import came to. */
export interface Imported {
  readonly exports: object;
  /** Every flow that was made meanwhile, exported or not. */
  readonly made: readonly unknown[];
}

/**
 * Imports the file of a flow. A flow that the file calls meanwhile is not run: its call rejects with `called_on_import`.
 * Rejects with `commonjs_file` where Node takes it for CommonJS.
 */
export async function importGuarded(url: string): Promise<Imported> {
  const made: unknown[] = [];
  shared[IMPORTING] = url;
  shared[MADE] = made;
  try {
    return { exports: (await import(url)) as object, made };
  } catch (error) {
    throw isTakenForCommonjs(String(error)) ? new TuttiError("commonjs_file", url, { cause: error }) : error;
  } finally {
    shared[IMPORTING] = undefined;
    shared[MADE] = undefined;
  }
}

/** Told of each flow that is made. */
export function noteMade(flow: unknown): void {
  const made = shared[MADE];
  if (Array.isArray(made)) made.push(flow);
}

/** Whether a file is being imported for the flows in it: nothing that it starts is meant. */
export function isImporting(): boolean {
  return typeof shared[IMPORTING] === "string";
}

/** Throws `called_on_import` while a flow's file is being imported. */
export function refuseWhileImporting(flowName: string): void {
  const url = shared[IMPORTING];
  if (typeof url === "string") throw new TuttiError("called_on_import", `"${flowName}" is called by ${url} itself`);
}
