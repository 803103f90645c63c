import { cancelledState, crashedState } from "@tutti/core/run-state";
import type { Connection } from "../connection.ts";
import type { FlowRunInfo } from "../flow-options.ts";
import { RunLogger } from "../logger.ts";
import type { StateSummary } from "../state.ts";
import type { ResultOptions } from "../results/result-options.ts";
import { relatedResource } from "../events/related-resource.ts";
import { now } from "./clock.ts";
import { Hold } from "./hold.ts";
import type { Journal } from "./journal.ts";
import { newId } from "./new-id.ts";
import { type RunStop, stopWithin } from "./run-stop.ts";
import { StepKeys } from "./step-keys.ts";
import type { StepScope } from "./step-scope.ts";
import { StepsUnderWay } from "./steps-under-way.ts";

/** What a flow run is, for the code inside it. */
export interface FlowRunFields {
  readonly id: string;
  readonly name: string;
  readonly flowId: string;
  readonly flowName: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly runCount: number;
  readonly scheduledTime: Date;
  readonly deploymentId: string | null;
  readonly parentFlowRunId: string | null;
}

/** One attempt of a flow run in this process: its keys, its steps under way, its signal. */
export class FlowRunScope {
  readonly fields: FlowRunFields;
  readonly connection: Connection;
  readonly journal: Journal;
  readonly epoch: number | null;
  readonly logger: RunLogger;
  /** Where results of its steps go that say nothing themselves. */
  readonly resultOptions: ResultOptions;
  readonly keys = new StepKeys();
  /** Settled unless the server is being asked to let the run wait without this process. */
  parking: Promise<unknown> = Promise.resolve();
  /** While the run is paused. */
  readonly hold = new Hold();
  /** What the events of this run's steps say they are related to. */
  readonly related: readonly Record<string, string>[];
  /** Calls the flow's hooks for a state that its process gives the run from outside of it. */
  callHooks: ((state: StateSummary) => Promise<void>) | null = null;
  readonly #names = new Map<string, number>();
  readonly #steps = new StepsUnderWay();
  #calls = 0;
  #activity = 0;
  #whenCallsEnded: (() => void)[] = [];
  readonly #controller = new AbortController();
  readonly #ending = new AbortController();
  readonly #waitSignal = AbortSignal.any([this.#controller.signal, this.#ending.signal]);
  readonly #children = new Set<{ child: FlowRunScope; ended: Promise<unknown> }>();
  readonly #stopping = Promise.withResolvers<RunStop>();
  #stopped: RunStop | null = null;
  readonly #reported = Promise.withResolvers<void>();
  #hasEnded = false;

  constructor(
    fields: FlowRunFields,
    connection: Connection,
    journal: Journal,
    epoch: number | null,
    resultOptions: ResultOptions,
  ) {
    this.resultOptions = resultOptions;
    this.fields = fields;
    this.connection = connection;
    this.journal = journal;
    this.epoch = epoch;
    this.logger = new RunLogger(
      { flowRunId: fields.id, taskRunId: null, title: `Flow run '${fields.name}'` },
      connection.logs,
    );
    this.related = [
      relatedResource("flow-run", fields.id, fields.name),
      relatedResource("flow", fields.flowId, fields.flowName),
      ...(fields.deploymentId === null ? [] : [relatedResource("deployment", fields.deploymentId, null)]),
    ];
  }

  get info(): FlowRunInfo {
    const { id, name, flowName, runCount, tags, parameters, scheduledTime, deploymentId } = this.fields;
    return { id, name, flowName, runCount, tags, parameters, scheduledTime, deploymentId };
  }

  get flowRunRunCount(): number {
    return this.fields.runCount;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Aborted as well when the run has ended by itself: what its code still waits for must not keep the process. */
  get waitSignal(): AbortSignal {
    return this.#waitSignal;
  }

  /** Why the run ends before its function has, once that is so. */
  get stopped(): RunStop | null {
    return this.#stopped;
  }

  /** Resolves when the run is stopped; never, when its function ends by itself. */
  get whenStopped(): Promise<RunStop> {
    return this.#stopping.promise;
  }

  /** True when the run's end is being reported: calls that its code still makes are not its steps any more. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Resolves when the server has the run's end, or this process has none to report any more. */
  get whenReported(): Promise<void> {
    return this.#reported.promise;
  }

  noteReported(): void {
    this.#reported.resolve();
  }

  /** How many calls of tasks and subflows have not ended. */
  get callsUnderWay(): number {
    return this.#calls;
  }

  /** Another number when a call has begun or ended since. */
  get activity(): number {
    return this.#activity;
  }

  /** The next free name of this task: `add-0`, `add-1`, …; numbers go on behind those of the steps on record. */
  nextName(taskName: string): string {
    return `${taskName}-${this.nextNumber(taskName)}`;
  }

  /** The number in it. */
  nextNumber(taskName: string): number {
    const count = this.#names.get(taskName) ?? this.journal.numbersTaken(taskName);
    this.#names.set(taskName, count + 1);
    return count;
  }

  begin(step: StepScope): void {
    this.#steps.add(step);
    if (this.signal.aborted && this.signal.reason instanceof Error) step.abort(this.signal.reason);
  }

  end(step: StepScope): void {
    this.#steps.delete(step);
  }

  isUnderWay(step: StepScope): boolean {
    return this.#steps.has(step);
  }

  /** A call begins; the flow run does not end before it has. */
  callBegan(): void {
    this.#calls++;
    this.#activity++;
  }

  callEnded(): void {
    this.#calls--;
    this.#activity++;
    if (this.#calls > 0) return;
    const waiting = this.#whenCallsEnded;
    this.#whenCallsEnded = [];
    for (const resolve of waiting) resolve();
  }

  whenCallsEnded(): Promise<void> {
    if (this.#calls === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenCallsEnded.push(resolve));
  }

  /** A subflow run under way within this one. */
  addChild(child: FlowRunScope, ended: Promise<unknown>): void {
    child.hold.outer = this.hold;
    const entry = { child, ended };
    this.#children.add(entry);
    const remove = (): void => void this.#children.delete(entry);
    ended.then(remove, remove);
    if (this.#stopped !== null) child.stop(stopWithin(this.#stopped));
  }

  /** Stops the run and the subflows in it. Their code is told by its signal; what it still does counts for nothing. */
  stop(stop: RunStop): void {
    if (this.#stopped !== null || this.#hasEnded) return;
    this.#stopped = stop;
    this.#controller.abort(stop.error);
    // Before the steps: a subflow that a task called is stopped for the reason of the run, not for that of the task.
    for (const { child } of this.#children) child.stop(stopWithin(stop));
    for (const step of this.#steps) step.abort(stop.error);
    this.#stopping.resolve(stop);
  }

  /** After a stop: resolves when the subflows have reported their ends. */
  async whenChildrenEnded(): Promise<void> {
    await Promise.allSettled([...this.#children].map(({ ended }) => ended));
  }

  /** No call is a step of this run any more; those under way end in the state given. */
  seal(state: "CRASHED" | "CANCELLED" | null, message: string): void {
    this.#hasEnded = true;
    this.#ending.abort();
    for (const step of this.#steps) {
      if (state === null) continue;
      const mint = { id: newId(), timestamp: now(), message };
      const event = step.run.enter(state === "CRASHED" ? crashedState(mint) : cancelledState(mint));
      this.connection.session.post(event, () => undefined);
    }
    this.#steps.clear();
  }
}
