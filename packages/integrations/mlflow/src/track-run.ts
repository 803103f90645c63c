import { AsyncLocalStorage } from "node:async_hooks";
import { TuttiError } from "@tutti/core/errors";
import { getLogger } from "@tutti/sdk/get-logger";
import { runtime } from "@tutti/sdk/runtime";
import { asStep } from "./as-step.ts";
import { flowParams, flowTags } from "./flow-facts.ts";
import { MlflowClient } from "./mlflow-client.ts";
import { MlflowRun, type OpenedRun } from "./mlflow-run.ts";
import type { MlflowServer } from "./mlflow-server.ts";
import type { RunRecord, RunStatus } from "./run-record.ts";

// M3: a flow run that goes on after a crash, or is retried, goes on with its run of MLflow: its id is a step's result. A crash
//     between making the run and recording that step finds the run again by the step's id, which is among its tags.
// M4: the body of a run that is stopped may never end: the stop closes the run.
// M5: what is written to MLflow at the end never hides how the body ended.

export interface TrackOptions {
  /** Where to; what MLflow's environment variables say unless given. */
  readonly server?: MlflowServer | MlflowClient;
  /** Made when there is none. `MLFLOW_EXPERIMENT_NAME` unless given, or else `Default`; that of the run around it counts first. */
  readonly experiment?: string;
  /** The flow run's name unless given. */
  readonly runName?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Whether the flow's parameters become the run's. They do, unless it stands in another of the same flow run. */
  readonly logsParameters?: boolean;
}

interface Tracked {
  readonly run: MlflowRun;
  readonly flowRunId: string | undefined;
}

/** All that making a run depends on, as a step's arguments. */
interface Opening {
  readonly experiment: string;
  readonly experimentId: string | null;
  readonly runName: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly parentRunId: string | undefined;
}

const tracked = new AsyncLocalStorage<Tracked>();

/** The run that `trackRun` around this code has opened; null when there is none. */
export function activeMlflowRun(): MlflowRun | null {
  return tracked.getStore()?.run ?? null;
}

/**
 * Opens a run of MLflow, with the flow run's name, parameters and ids, calls the body with it, and closes it as the body
 * ended. Within another one, also of a flow around this one, it becomes a nested run.
 */
export async function trackRun<T>(options: TrackOptions, body: (run: MlflowRun) => Promise<T>): Promise<T> {
  const outer = tracked.getStore();
  const client = clientOf(options.server) ?? outer?.run.client ?? new MlflowClient();
  const run = new MlflowRun(client, await asStep("open-mlflow-run", opener(client), openingOf(options, outer)));
  if ((runtime.flowRun?.runCount ?? 1) > 1) await reopen(run);
  const { signal } = runtime;
  const stop = Promise.withResolvers<never>();
  const onAbort = (): void => stop.reject(signal.reason);
  signal.addEventListener("abort", onAbort);
  try {
    const inside = tracked.run({ run, flowRunId: runtime.flowRun?.id }, () => body(run));
    const result = await Promise.race([inside, stop.promise]);
    await close(run, "FINISHED");
    return result;
  } catch (error) {
    await closeAfter(run, error, signal);
    throw error;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function clientOf(server: TrackOptions["server"]): MlflowClient | undefined {
  return server === undefined || server instanceof MlflowClient ? server : server.client();
}

function openingOf(options: TrackOptions, outer: Tracked | undefined): Opening {
  const { experiment, runName = runtime.flowRun?.name, tags = {} } = options;
  const isFirst = outer === undefined || outer.flowRunId !== runtime.flowRun?.id;
  const { logsParameters = isFirst } = options;
  return {
    ...placeOf(experiment, outer),
    runName,
    tags: { ...flowTags(), ...tags },
    params: logsParameters ? flowParams() : {},
    parentRunId: outer?.run.runId,
  };
}

function placeOf(given: string | undefined, outer: Tracked | undefined): Pick<Opening, "experiment" | "experimentId"> {
  if (given === undefined && outer !== undefined) return { experiment: "", experimentId: outer.run.experimentId };
  return { experiment: given ?? process.env["MLFLOW_EXPERIMENT_NAME"] ?? "Default", experimentId: null };
}

/** Called as a step, so that the run it finds or makes is the same from then on. */
function opener(client: MlflowClient): (opening: Opening) => Promise<OpenedRun> {
  return async ({ experiment, experimentId: known, runName, tags, params, parentRunId }) => {
    const experimentId = known ?? (await client.experiments.ensure(experiment));
    const stepId = runtime.taskRun?.id;
    const run =
      (await madeBefore(client, experimentId, stepId)) ??
      (await client.runs.create({
        experimentId,
        runName,
        parentRunId,
        tags: stepId === undefined ? tags : { ...tags, "tutti.task_run_id": stepId },
      }));
    await client.runs.logBatch(run.runId, { params });
    return { runId: run.runId, experimentId, artifactUri: run.artifactUri };
  };
}

async function madeBefore(
  client: MlflowClient,
  experimentId: string,
  stepId: string | undefined,
): Promise<RunRecord | null> {
  if (stepId === undefined) return null;
  const filter = `tags."tutti.task_run_id" = '${stepId}'`;
  const { value } = await client.runs.search({ experimentIds: [experimentId], filter, pageSize: 1 }).next();
  return value ?? null;
}

async function reopen(run: MlflowRun): Promise<void> {
  const { status } = await run.record();
  if (status === "FAILED" || status === "KILLED") await run.client.runs.update(run.runId, { status: "RUNNING" });
}

async function close(run: MlflowRun, status: RunStatus): Promise<void> {
  // A run that is replayed to its end stays as it was ended the first time.
  if ((await run.record()).status === status) return;
  await run.client.runs.update(run.runId, { status, endedAt: new Date() });
}

async function closeAfter(run: MlflowRun, error: unknown, signal: AbortSignal): Promise<void> {
  const code = error instanceof TuttiError ? error.code : null;
  // It goes on another time, or in another process.
  if (code === "run_suspended" || code === "lease_lost") return;
  try {
    await close(run, signal.aborted && code !== "timed_out" ? "KILLED" : "FAILED");
  } catch (closing) {
    getLogger().warn(`The run ${run.runId} of MLflow could not be closed: ${String(closing)}`);
  }
}
