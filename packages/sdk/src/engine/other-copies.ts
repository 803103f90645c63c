import { fileURLToPath } from "node:url";
import { printLine } from "../print-line.ts";

// A program may come to load the SDK from two places, each with contexts of its own: what one calls within a flow run of the
// other is no step of that, and their futures are strange to each other. Nothing fails then, so it is said.

const COPIES = Symbol.for("tutti.sdk.copies");
const OWN_FOLDER = fileURLToPath(new URL("../..", import.meta.url));

let hasTold = false;

/** Whether the code that runs now is part of a flow run, by the folder of the copy that says so. */
function allCopies(): Map<unknown, unknown> {
  const found: unknown = Reflect.get(globalThis, COPIES);
  if (found instanceof Map) return found;
  const made = new Map<unknown, unknown>();
  Reflect.set(globalThis, COPIES, made);
  return made;
}

const copies = allCopies();

/** Lets other copies ask this one. */
export function joinCopies(isInFlowRun: () => boolean): void {
  copies.set(OWN_FOLDER, isInFlowRun);
}

/** Says, once, that what is called outside of this copy's flow runs is called within one of another's. */
export function tellOfOtherCopy(name: string): void {
  if (copies.size < 2 || hasTold) return;
  for (const [folder, isInFlowRun] of copies) {
    if (folder === OWN_FOLDER || typeof isInFlowRun !== "function" || isInFlowRun() !== true) continue;
    hasTold = true;
    printLine(
      `tutti: '${name}' is no step of the flow run that calls it: it was made with the copy of Tutti in ${OWN_FOLDER}, the ` +
        `flow with the one in ${String(folder)}. Let the program have one: npm ls @tutti/sdk tells where each comes from.`,
    );
  }
}
