import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Answer } from "../exchange.ts";
import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { playSocket, type SocketStep } from "../socket-play.ts";
import { newFlow, newFlowRun, newTaskRun } from "../starting-points.ts";

interface Report {
  readonly taskRunId: string;
  readonly flowRunId: string | null;
  readonly type: string;
  /** Seconds into a day long gone, so that times can be compared as they are. */
  readonly second: number;
  readonly name?: string;
  readonly eventId?: string;
  readonly taskRun?: object;
  readonly data?: unknown;
  readonly orchestration?: string | null;
}

const at = (second: number) => `2024-05-01T10:00:${String(second).padStart(2, "0")}.123456Z`;
const named = (type: string) => type.charAt(0) + type.slice(1).toLowerCase();

/** The event with which Prefect's engine reports a state of a task run. */
function reportEvent(report: Report): string {
  const {
    taskRunId,
    flowRunId,
    type,
    second,
    name = named(type),
    eventId = randomUUID(),
    taskRun = {},
    data = null,
  } = report;
  const { orchestration = "client" } = report;
  const related =
    flowRunId === null
      ? []
      : [{ "prefect.resource.id": `prefect.flow-run.${flowRunId}`, "prefect.resource.role": "flow-run" }];
  return JSON.stringify({
    occurred: at(second),
    event: `prefect.task-run.${name}`,
    resource: {
      "prefect.resource.id": `prefect.task-run.${taskRunId}`,
      "prefect.resource.name": "reported-0",
      "prefect.run-count": "1",
      "prefect.state-message": "",
      "prefect.state-name": name,
      "prefect.state-timestamp": at(second),
      "prefect.state-type": type,
      ...(orchestration === null ? {} : { "prefect.orchestration": orchestration }),
    },
    related: [...related, { "prefect.resource.id": "prefect.tag.t", "prefect.resource.role": "tag" }],
    payload: {
      intended: { from: null, to: type },
      initial_state: null,
      validated_state: { type, name, message: "", state_details: { untrackable_result: false }, data },
      task_run: {
        name: "reported-0",
        task_key: "reported",
        dynamic_key: "0",
        empirical_policy: { max_retries: 0, retry_delay_seconds: 0.0, retries: 2, retry_delay: 1 },
        tags: ["t"],
        labels: {},
        task_inputs: { x: [], y: [{ input_type: "parameter", name: "y" }] },
        run_count: type === "PENDING" ? 0 : 1,
        flow_run_run_count: 1,
        expected_start_time: at(0),
        total_run_time: 0.0,
        ...taskRun,
      },
    },
    id: eventId,
    follows: null,
  });
}

const authenticated: readonly SocketStep[] = [{ send: '{"type":"auth","token":null}' }, { await: "message" }];

/** Sends frames as Prefect's client does, and waits for the pong that says that they have been taken. */
function sendFrames(api: Session, frames: readonly string[]): Promise<void> {
  const sends: SocketStep[] = frames.map((frame) => ({ send: frame }));
  return api.socket("/events/in", ["prefect"], [...authenticated, ...sends, { ping: true }]);
}

/** Whether a run has the state, and not its name only: the real server writes the two one after the other. */
const hasState = (name: string) => (answer: Answer) =>
  z.object({ state: z.object({ name: z.literal(name) }) }).safeParse(answer.body).success;

async function runningFlow(api: Session, name: string): Promise<string> {
  return newFlowRun(api, await newFlow(api, name), { name, state: { type: "RUNNING" } });
}

export const taskRunEventSequences: Sequence[] = [
  {
    title: "a task run exists because events report it",
    play: async (api) => {
      const flowRunId = await runningFlow(api, "events-life");
      const taskRunId = randomUUID();
      const base = { flowRunId, taskRunId };
      await sendFrames(api, [
        reportEvent({ ...base, type: "PENDING", second: 1 }),
        reportEvent({ ...base, type: "RUNNING", second: 2, taskRun: { start_time: at(2) } }),
        reportEvent({
          ...base,
          type: "COMPLETED",
          second: 4,
          taskRun: { start_time: at(2), end_time: at(4), total_run_time: 2.5 },
        }),
      ]);
      await api.settle(`/task_runs/${taskRunId}`, undefined, hasState("Completed"));
      await api.get(`/task_run_states/?task_run_id=${taskRunId}`);
      await api.post("/task_runs/count", { task_runs: { flow_run_id: { any_: [flowRunId] } } });
    },
  },
  {
    title: "events may come twice and in any order",
    play: async (api) => {
      const flowRunId = await runningFlow(api, "events-order");
      const taskRunId = randomUUID();
      const base = { flowRunId, taskRunId };
      const completed = reportEvent({ ...base, type: "COMPLETED", second: 9, taskRun: { end_time: at(9) } });
      const running = reportEvent({ ...base, type: "RUNNING", second: 5, taskRun: { start_time: at(5) } });
      await sendFrames(api, [completed, completed]);
      await api.settle(`/task_runs/${taskRunId}`, undefined, hasState("Completed"));
      await sendFrames(api, [running, completed, running]);
      const last = reportEvent({ ...base, type: "COMPLETED", name: "Last", second: 10 });
      await sendFrames(api, [last]);
      await api.settle(`/task_runs/${taskRunId}`, undefined, hasState("Last"));
      await api.get(`/task_run_states/?task_run_id=${taskRunId}`);
    },
  },
  {
    title: "an event about a known task of the run is about that task run, whatever id it has",
    play: async (api) => {
      const flowRunId = await runningFlow(api, "events-key");
      const known = await newTaskRun(api, flowRunId, "reported");
      const other = randomUUID();
      await sendFrames(api, [reportEvent({ flowRunId, taskRunId: other, type: "COMPLETED", second: 3 })]);
      const states = `/task_run_states/?task_run_id=${known}`;
      await api.settle(states, undefined, ({ body }) => JSON.stringify(body).includes('"COMPLETED"'));
      await api.get(`/task_runs/${known}`);
      await api.get(`/task_runs/${other}`);
    },
  },
  {
    title: "a state that an event reports keeps its result",
    play: async (api) => {
      const flowRunId = await runningFlow(api, "events-data");
      const reference = {
        storage_key: "k/1",
        expiration: null,
        serializer: { type: "json" },
        prefect_version: "3.8.8",
        storage_block_id: null,
      };
      for (const [index, data] of [reference, { type: "unpersisted" }, 5].entries()) {
        const taskRunId = randomUUID();
        const taskRun = { dynamic_key: `data-${index}` };
        await sendFrames(api, [reportEvent({ flowRunId, taskRunId, type: "COMPLETED", second: 1, data, taskRun })]);
        await api.settle(`/task_runs/${taskRunId}`, undefined, hasState("Completed"));
        await api.get(`/task_run_states/?task_run_id=${taskRunId}`);
      }
    },
  },
  {
    title: "what the server decided itself is not recorded again",
    play: async (api) => {
      const flowRunId = await runningFlow(api, "events-orchestration");
      const [ignored, marker] = [randomUUID(), randomUUID()];
      await sendFrames(api, [
        reportEvent({
          flowRunId,
          taskRunId: ignored,
          type: "COMPLETED",
          second: 1,
          orchestration: "server",
          taskRun: { dynamic_key: "i" },
        }),
        reportEvent({
          flowRunId,
          taskRunId: ignored,
          type: "COMPLETED",
          second: 1,
          orchestration: null,
          taskRun: { dynamic_key: "i" },
        }),
        reportEvent({ flowRunId, taskRunId: marker, type: "COMPLETED", second: 1, taskRun: { dynamic_key: "m" } }),
      ]);
      await api.settle(`/task_runs/${marker}`, undefined, hasState("Completed"));
      await api.get(`/task_runs/${ignored}`);
    },
  },
  {
    title: "a task run without a flow run is recorded too",
    play: async (api) => {
      const taskRunId = randomUUID();
      await sendFrames(api, [
        reportEvent({ flowRunId: null, taskRunId, type: "COMPLETED", second: 1, taskRun: { dynamic_key: taskRunId } }),
      ]);
      await api.settle(`/task_runs/${taskRunId}`, undefined, hasState("Completed"));
    },
  },
  {
    title: "frames that are no events do not keep those that are from being recorded",
    play: async (api) => {
      const flowRunId = await runningFlow(api, "events-bad-frames");
      const taskRunId = randomUUID();
      for (const frame of [
        "not json",
        "{}",
        "[]",
        '{"event":"x"}',
        '{"occurred":"2024-05-01T10:00:00Z","event":"x","resource":{},"id":"x"}',
      ]) {
        // What a server says to such a frame, if anything, is its own affair: it is not compared.
        await playSocket(
          `${api.origin.replace("http", "ws")}/api/events/in`,
          ["prefect"],
          [...authenticated, { send: frame }],
        );
      }
      await sendFrames(api, [reportEvent({ flowRunId, taskRunId, type: "COMPLETED", second: 1 })]);
      await api.settle(`/task_runs/${taskRunId}`, undefined, hasState("Completed"));
    },
  },
];
