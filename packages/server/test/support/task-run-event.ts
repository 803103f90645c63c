import { randomUUID } from "node:crypto";
import { formatInstant, type Instant } from "@tutti/core/instant";
import type { StateType } from "@tutti/core/state-type";
import { eventInput, type EventMessage } from "@tutti/core/wire/event";
import { eventRecord, type EventRecord } from "../../src/commands/events/event-record.ts";

interface Report {
  readonly flowRunId: string | null;
  readonly taskRunId: string;
  readonly at: Instant;
  readonly type: StateType;
  readonly name: string;
  readonly id?: string;
  readonly dynamicKey?: string;
  readonly epoch?: number;
  readonly data?: unknown;
  /** Fields of the task run that this report speaks of, besides its keys and name. */
  readonly taskRun?: Record<string, unknown>;
}

/** The event by which a client reports a task run, as it comes over the wire. */
function taskRunEvent(report: Report): EventMessage {
  const { flowRunId, taskRunId, at, type, name, id = randomUUID(), dynamicKey = "0", epoch, data } = report;
  return {
    id,
    occurred: formatInstant(at),
    event: `prefect.task-run.${name}`,
    resource: { "prefect.resource.id": `prefect.task-run.${taskRunId}`, "prefect.orchestration": "client" },
    related:
      flowRunId === null
        ? []
        : [{ "prefect.resource.id": `prefect.flow-run.${flowRunId}`, "prefect.resource.role": "flow-run" }],
    payload: {
      intended: { from: null, to: type },
      initial_state: null,
      validated_state: { type, name, message: null, state_details: {}, ...(data === undefined ? {} : { data }) },
      task_run: { name: "step-0", task_key: "step", dynamic_key: dynamicKey, ...report.taskRun },
    },
    follows: null,
    ...(epoch === undefined ? {} : { tutti: { epoch } }),
  };
}

/** The same as `recordEvents` takes it. */
export function taskRunRecord(report: Report): EventRecord {
  return eventRecord(eventInput.parse(taskRunEvent(report)));
}
