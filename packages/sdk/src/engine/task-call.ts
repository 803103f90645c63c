import type { Instant } from "@tutti/core/instant";
import type { TaskInputs } from "@tutti/core/wire/task-run";
import { lateLogs } from "../connection.ts";
import type { State } from "../state.ts";
import type { Waiting } from "./admission.ts";
import { CallEnd } from "./call-end.ts";
import { taskInputs, type Upstream, upstreamOf } from "./call-inputs.ts";
import type { CallPlace } from "./call-place.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import type { StepRecord } from "./journal.ts";
import { performAdmitted } from "./perform-step.ts";
import { currentContext, type RunContext } from "./run-context.ts";
import type { StepCall } from "./step-call.ts";
import { dynamicKeyOf, runName, stepFields } from "./step-fields.ts";
import { OUTSIDE_OF_FLOWS, StepRun } from "./step-run.ts";
import { ROLLED_BACK } from "./state-summary.ts";
import { StepScope } from "./step-scope.ts";
import { namedParameters, type TaskDefinition } from "./task-definition.ts";

const NO_UPSTREAM: readonly Upstream[] = [];

/**
 * One call of a task. Made in the order of the calls, it settles what depends on that order or on what its arguments are now:
 * key, name, and which steps they come from. All else is made when the call begins: a hundred thousand may wait to.
 */
export class TaskCall implements Waiting {
  readonly task: TaskDefinition;
  readonly args: readonly unknown[];
  readonly place: CallPlace;
  readonly context: RunContext;
  readonly record: StepRecord | undefined;
  /** Its own name, or the number that it gets among the calls of its task. */
  readonly #name: string | number;
  readonly upstream: readonly Upstream[];
  readonly end: CallEnd;
  /** Null when none of the arguments comes from a step. */
  readonly #inputs: TaskInputs | null;

  /** Throws for two calls with one key. */
  constructor(task: TaskDefinition, args: readonly unknown[], place: CallPlace) {
    const context = currentContext();
    const dynamicKey = dynamicKeyOf(task, args, context);
    this.task = task;
    this.args = args;
    this.place = place;
    this.context = context;
    this.record = context.flowRun?.journal.find(task.name, dynamicKey);
    this.#name = this.record?.name ?? runName(task, args, context.flowRun);
    this.upstream = allUpstream(task, args);
    this.#inputs = args.some(isObject) ? this.#taskInputs() : null;
    this.end = new CallEnd(task.name, dynamicKey, this.record?.taskRunId ?? null);
  }

  get name(): string {
    return typeof this.#name === "string" ? this.#name : `${this.task.name}-${this.#name}`;
  }

  get scope(): FlowRunScope | null {
    return this.context.flowRun;
  }

  /**
   * The call with all that its run takes; to be asked for once. It is not kept here: what old objects hold, dead ones too, the
   * garbage collector takes for old.
   */
  started(): StepCall {
    const { task, args, upstream, scope, record, context } = this;
    const fields = stepFields(this, this.#inputs ?? this.#taskInputs());
    const run = new StepRun(fields, scope ?? OUTSIDE_OF_FLOWS, null, undoneAt(record));
    const step = new StepScope(run, namedParameters(task, args), scope?.connection.logs ?? lateLogs);
    return { task, args, upstream, scope, step, record, context };
  }

  /** It waited for the server alone, and is admitted now. */
  begin(): void {
    this.place.enter(() => {
      void this.follow(performAdmitted(this.started()));
    });
  }

  /** What becomes of the call is what becomes of this. */
  async follow(state: Promise<State>): Promise<void> {
    const { end } = this;
    let ended: State;
    try {
      ended = await state;
    } catch (error) {
      end.fail(error);
      return;
    }
    end.settle(ended);
  }

  #taskInputs(): TaskInputs {
    return taskInputs(this.args, this.task.parameterNames, this.context.step?.run.id ?? null);
  }
}

/** The server has a step as rolled back by its own clock. */
function undoneAt(record: StepRecord | undefined): Instant | null {
  return record?.end?.state.name === ROLLED_BACK ? record.end.at : null;
}

function allUpstream({ options }: TaskDefinition, args: readonly unknown[]): readonly Upstream[] {
  const upstream = upstreamOf(args);
  if (options.waitFor !== undefined) upstream.push(...options.waitFor);
  return upstream.length === 0 ? NO_UPSTREAM : upstream;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
