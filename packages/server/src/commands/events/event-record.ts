import { ApiError } from "@tutti/core/errors";
import type { RunState } from "@tutti/core/run-state";
import { proposedState } from "@tutti/core/state-wire";
import type { EventInput } from "@tutti/core/wire/event";
import { taskRunReport, type ReportedTaskRun } from "@tutti/core/wire/task-run-report";
import { relatedIdsOf } from "../../store/related-ids.ts";
import { toJson, toJsonOrNull } from "../../store/rows/json-column.ts";
import type { EventTable, TaskRunTable } from "../../store/tables.ts";

/** What a client reported of a task run, as columns; only those it spoke of. */
export interface TaskRunChange {
  readonly id: string;
  readonly columns: Partial<TaskRunTable> & Pick<TaskRunTable, "task_key" | "dynamic_key">;
  readonly state: RunState;
}

/** An event ready to be recorded: parsed, checked, and its JSON written. */
export interface EventRecord {
  readonly row: Omit<EventTable, "received">;
  /** The resources by which it is found besides its own. */
  readonly relatedIds: readonly string[];
  /** The flow run the event belongs to. */
  readonly flowRunId: string | null;
  /** The epoch of the lease under which the sender writes; null outside of leases. */
  readonly epoch: number | null;
  /** For an event by which a client reports a task run it orchestrates itself. */
  readonly taskRun: TaskRunChange | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Turns an event as received into what `recordEvents` takes. Throws `invalid_request` when it claims to report a task run
 * and does not. The `data` of a state that is reported under a lease stays out of the stored event: it is kept with the state.
 * Where there is no lease, Prefect's clients wait for the event of a task run's end, and read the result from it.
 */
export function eventRecord(input: EventInput): EventRecord {
  const isReport = input.event.startsWith("prefect.task-run.") && input.resource["prefect.orchestration"] === "client";
  return {
    row: {
      id: input.id,
      occurred: input.occurred,
      event: input.event,
      resource_id: input.resource["prefect.resource.id"] ?? "",
      resource: toJson(input.resource),
      related: toJson(input.related),
      payload: toJson(isReport && input.tutti !== undefined ? withoutData(input.payload) : input.payload),
      follows: input.follows ?? null,
    },
    relatedIds: relatedIdsOf(input.related),
    flowRunId: flowRunOf(input),
    epoch: input.tutti?.epoch ?? null,
    taskRun: isReport ? taskRunChange(input) : null,
  };
}

function withoutData(payload: Record<string, unknown>): Record<string, unknown> {
  const state = payload["validated_state"];
  if (typeof state !== "object" || state === null || !("data" in state)) return payload;
  const { data: _data, ...rest } = state;
  return { ...payload, validated_state: rest };
}

/** The run an event is about, or the one it relates to in the role `flow-run`. */
function flowRunOf(input: EventInput): string | null {
  const related = input.related.find((resource) => resource["prefect.resource.role"] === "flow-run");
  return (
    idOf(input.resource, "prefect.flow-run.") ?? (related === undefined ? null : idOf(related, "prefect.flow-run."))
  );
}

function idOf(resource: Record<string, string>, kind: string): string | null {
  const name = resource["prefect.resource.id"] ?? "";
  const id = name.slice(kind.length).toLowerCase();
  return name.startsWith(kind) && UUID.test(id) ? id : null;
}

function taskRunChange(input: EventInput): TaskRunChange {
  const id = idOf(input.resource, "prefect.task-run.");
  if (id === null) throw new ApiError("invalid_request", "the event's resource is no task run");
  const report = taskRunReport.safeParse(input.payload);
  if (!report.success) {
    const [issue] = report.error.issues;
    throw new ApiError("invalid_request", `payload.${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { validated_state, task_run } = report.data;
  const { state_details, ...head } = validated_state;
  const create = { ...head, ...(state_details ? { state_details } : {}) };
  return { id, columns: reportedColumns(task_run), state: proposedState(create, input.id, input.occurred) };
}

/** Null says "none" where a column can be empty, and nothing where it cannot. */
function reportedColumns(report: ReportedTaskRun): TaskRunChange["columns"] {
  const { name, task_key, dynamic_key, task_inputs, empirical_policy, tags, labels, total_run_time, ...plain } = report;
  const { run_count, flow_run_run_count, ...nullable } = plain;
  return {
    task_key,
    dynamic_key,
    ...present({
      name,
      run_count,
      flow_run_run_count,
      task_inputs: toJsonOrNull(task_inputs),
      empirical_policy: toJsonOrNull(empirical_policy),
      tags: toJsonOrNull(tags),
      labels: toJsonOrNull(labels),
      total_run_micros: typeof total_run_time === "number" ? Math.round(total_run_time * 1_000_000) : null,
    }),
    ...said(nullable),
  };
}

type Present<T> = { [K in keyof T]?: NonNullable<T[K]> };

function present<T extends object>(values: T): Present<T> {
  const kept = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept) as Present<T>;
}

type Said<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function said<T extends object>(values: T): Said<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Said<T>;
}
