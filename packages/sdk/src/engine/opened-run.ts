import type { FlowRunChange } from "@tutti/client/flow-run-batches";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Connection } from "../connection.ts";
import type { FlowDefinition } from "./flow-definition.ts";
import type { Journal } from "./journal.ts";
import type { Answer } from "./propose-state.ts";
import type { RunContext } from "./run-context.ts";

/** A flow run that exists on the server and is to be executed here. */
export interface OpenedRun {
  readonly flow: FlowDefinition;
  readonly connection: Connection;
  readonly flowRun: FlowRun;
  /** What the flow's function is called with. */
  readonly args: readonly unknown[];
  readonly journal: Journal;
  readonly epoch: number | null;
  readonly context: RunContext;
  /** What became of its first Running, where that was proposed when the run was made. */
  readonly begun?: Answer;
  /** What the server is told of the run together with its first Running. */
  readonly update?: FlowRunChange;
}
