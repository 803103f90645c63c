import { readFlowRun } from "@tutti/client/flow-runs";
import { renewLease } from "@tutti/client/leases";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Connection } from "../connection.ts";
import { type Proposal, proposeState } from "../engine/propose-state.ts";
import { RunLogger } from "../logger.ts";
import { asError, errorText, errorTitle, failureData } from "../results/failure.ts";

const LOOK_EVERY_MS = 2000;
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** A run on the way to its flow. */
export interface Preparation {
  readonly flowRun: FlowRun;
  readonly connection: Connection;
  readonly epoch: number | null;
}

class Stopped extends Error {
  override readonly name = "Stopped";
  /** Whether it is no wish of its user's, so that the server starts the run again (P7 of `engine/process-end.ts`). */
  readonly handsBack: boolean;

  constructor(message: string, handsBack: boolean) {
    super(message);
    this.handsBack = handsBack;
  }
}

/**
 * Prepares the run: gives what `body` does. Null when that failed, or the process was told to stop meanwhile, and the
 * server knows it: the run is Crashed, as Prefect's workers say of a flow that could not be started, but with the reason;
 * Cancelled, when it was being cancelled.
 */
export async function prepareRun<T>(
  run: Preparation,
  body: (log: RunLogger, signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const { id, name } = run.flowRun;
  const log = new RunLogger({ flowRunId: id, taskRunId: null, title: `Flow run '${name}'` }, run.connection.logs);
  const stopping = watchForStop(run);
  try {
    const prepared = body(log, stopping.signal);
    // Nothing ends an import, or a step that does not listen: what they still do counts for nothing.
    prepared.catch(() => undefined);
    return await Promise.race([prepared, stopping.whenStopped]);
  } catch (error) {
    await reportUnstarted(run, log, asError(error));
    return null;
  } finally {
    stopping.end();
  }
}

function watchForStop({ flowRun, connection }: Preparation) {
  const controller = new AbortController();
  const { promise: whenStopped, reject } = Promise.withResolvers<never>();
  whenStopped.catch(() => undefined);
  const stop = (reason: Error): void => {
    controller.abort(reason);
    reject(reason);
  };
  const onSignal = (signal: NodeJS.Signals): void =>
    stop(new Stopped(`The flow run was stopped by ${signal}`, signal === "SIGTERM"));
  const look = async (): Promise<void> => {
    const { state_type } = await readFlowRun(connection.api, flowRun.id);
    if (state_type === "CANCELLING") stop(new Stopped("The flow run was cancelled before it began", false));
  };
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.on("uncaughtException", stop);
  const end = (): void => {
    clearInterval(timer);
    for (const signal of SIGNALS) process.off(signal, onSignal);
    process.off("uncaughtException", stop);
  };
  return { signal: controller.signal, whenStopped, end };
}

async function reportUnstarted(run: Preparation, log: RunLogger, error: Error): Promise<void> {
  const { flowRun, connection, epoch } = run;
  log.error(error instanceof Stopped ? error.message : `The flow could not be started: ${errorText(error)}`);
  const end = await endOf(run, error);
  const isHandedBack = error instanceof Stopped && error.handsBack && end.type === "CRASHED";
  if (isHandedBack && epoch !== null) await renewLease(connection.api, flowRun.id, epoch, {});
  await proposeState(connection, flowRun.id, isHandedBack ? null : epoch, { ...end, isPlannedStop: isHandedBack });
  await Promise.all([connection.logs.flush(), connection.session.whenSettled()]);
}

async function endOf({ flowRun, connection }: Preparation, error: Error): Promise<Proposal> {
  if (!(error instanceof Stopped)) {
    const message = `The flow could not be started: ${errorTitle(error)}`;
    return { type: "CRASHED", message, data: failureData(error), force: true };
  }
  const { message } = error;
  const { state_type } = await readFlowRun(connection.api, flowRun.id);
  return { type: state_type === "CANCELLING" ? "CANCELLED" : "CRASHED", message, force: true };
}
