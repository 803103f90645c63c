import { type Instant, parseInstant } from "@tutti/core/instant";
import { progressFromRow } from "@tutti/core/progress-row";
import { pendingState, scheduledState } from "@tutti/core/run-state";
import type { TaskRun } from "@tutti/core/wire/task-run";
import type { Connection } from "../connection.ts";
import { now } from "../engine/clock.ts";
import { newId } from "../engine/new-id.ts";
import { endWithError, performStep } from "../engine/perform-step.ts";
import { post } from "../engine/report-step.ts";
import { currentContext } from "../engine/run-context.ts";
import type { StepCall } from "../engine/step-call.ts";
import { type StepFields, StepRun, type StepStanding, type StepSurroundings } from "../engine/step-run.ts";
import { StepScope } from "../engine/step-scope.ts";
import { namedParameters, type TaskDefinition } from "../engine/task-definition.ts";
import type { State } from "../state.ts";
import { readArguments } from "./parameters-file.ts";

/** Executes a task run that was delayed, and resolves with the state it ended in, committed. */
export async function executeBackgroundTask(
  task: TaskDefinition,
  taskRun: TaskRun,
  connection: Connection,
): Promise<State> {
  const standing = standingOf(taskRun);
  const recordedAt = standing?.state.timestamp ?? null;
  const run = new StepRun(fieldsOf(task, taskRun), surroundingsOf(taskRun), standing, recordedAt);
  const call = (args: readonly unknown[]): StepCall => ({
    task,
    args,
    upstream: [],
    scope: null,
    step: new StepScope(run, namedParameters(task, args), connection.logs),
    record: undefined,
    context: currentContext(),
  });
  post(call([]), connection, pendingState({ id: newId(), timestamp: now() }, { deferred: true }));
  let args: readonly unknown[];
  try {
    const id = taskRun.state?.state_details.task_parameters_id ?? null;
    args = id === null ? [] : await readArguments(task, id, connection.results);
  } catch (error) {
    return endWithError(call([]), connection, error);
  }
  return performStep(call(args));
}

function fieldsOf(task: TaskDefinition, run: TaskRun): StepFields {
  return {
    id: run.id,
    name: run.name,
    taskKey: run.task_key,
    dynamicKey: run.dynamic_key,
    flowRunId: run.flow_run_id,
    tags: run.tags,
    inputs: run.task_inputs,
    retries: task.retries,
    retryDelaySeconds: task.retryDelaySeconds,
    retryJitterFactor: task.retryJitterFactor,
    version: run.task_version,
  };
}

/** Nobody's lease covers it: it goes on whatever becomes of the flow run that delayed it. */
function surroundingsOf({ flow_run_id, flow_run_run_count }: TaskRun): StepSurroundings {
  const flowRun = { "prefect.resource.id": `prefect.flow-run.${flow_run_id}`, "prefect.resource.role": "flow-run" };
  return { flowRunRunCount: flow_run_run_count, related: flow_run_id === null ? [] : [flowRun], epoch: null };
}

/** What it has behind it: its time in the queue, and attempts whose workers are gone. */
function standingOf(run: TaskRun): StepStanding | null {
  const { state } = run;
  if (state === null) return null;
  const timestamp = instantOf(state.timestamp) ?? now();
  const scheduledTime = instantOf(state.state_details.scheduled_time) ?? timestamp;
  const named = state.name === null ? {} : { name: state.name };
  return {
    state: scheduledState({ id: state.id, timestamp, ...named, message: state.message }, { scheduledTime }),
    progress: progressFromRow({
      state_id: state.id,
      state_type: state.type,
      state_name: state.name,
      state_timestamp: timestamp,
      run_count: run.run_count,
      expected_start_time: instantOf(run.expected_start_time),
      next_scheduled_start_time: instantOf(run.next_scheduled_start_time),
      start_time: instantOf(run.start_time),
      end_time: instantOf(run.end_time),
      total_run_micros: Math.round(run.total_run_time * 1_000_000),
    }),
  };
}

function instantOf(text: string | null | undefined): Instant | null {
  return text === null || text === undefined ? null : parseInstant(text);
}
