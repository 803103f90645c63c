import type { Upstream } from "./call-inputs.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import type { StepRecord } from "./journal.ts";
import type { RunContext } from "./run-context.ts";
import type { StepScope } from "./step-scope.ts";
import type { TaskDefinition } from "./task-definition.ts";

/** One call of a task, from the moment it is made. */
export interface StepCall {
  readonly task: TaskDefinition;
  readonly args: readonly unknown[];
  /** What must have ended before the task's function is called. */
  readonly upstream: readonly Upstream[];
  readonly scope: FlowRunScope | null;
  readonly step: StepScope;
  readonly record: StepRecord | undefined;
  readonly context: RunContext;
}
