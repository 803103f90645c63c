import { AsyncLocalStorage } from "node:async_hooks";
import type { RunLogger } from "../logger.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import type { TransactionScope } from "../transactions/transaction-scope.ts";
import { joinCopies } from "./other-copies.ts";
import type { StepScope } from "./step-scope.ts";

/** What the code that runs now is part of. It follows the code through `await`, timers and callbacks. */
export interface RunContext {
  readonly flowRun: FlowRunScope | null;
  readonly step: StepScope | null;
  /** Given to every run that is started here, by `tags()`. */
  readonly tags: readonly string[];
  /** Where `console.log` goes as well, when the run logs prints. */
  readonly printsTo: RunLogger | null;
  /** The transaction whose body this is. */
  readonly transaction?: TransactionScope | undefined;
}

const OUTSIDE: RunContext = { flowRun: null, step: null, tags: [], printsTo: null };

const storage = new AsyncLocalStorage<RunContext>();

export function currentContext(): RunContext {
  return storage.getStore() ?? OUTSIDE;
}

joinCopies(() => currentContext().flowRun !== null);

export function runIn<T>(context: RunContext, body: () => T): T {
  return storage.run(context, body);
}
