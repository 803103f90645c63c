import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { WebSocket } from "ws";
import type { Journal } from "./journal.ts";

const STEPS_IN_FLIGHT = 20;

/** Reports steps over an acknowledged session, several in flight, until the socket ends. Journals each acknowledged one. */
export async function writeSteps(api: string, journal: Journal, signal: AbortSignal): Promise<void> {
  const socket = new WebSocket(`${api.replace("http", "ws")}/events/in`, ["tutti.v1"]);
  socket.on("error", () => undefined);
  signal.addEventListener("abort", () => {
    socket.terminate();
  });
  await once(socket, "open", { signal });
  socket.send(JSON.stringify({ type: "auth", token: null }));
  await once(socket, "message", { signal });
  const sent: string[] = [];
  const sendStep = () => {
    const event = stepEvent();
    sent.push(event.id);
    socket.send(JSON.stringify(event));
  };
  socket.on("message", (data: Buffer) => {
    const last = ackOf(data.toString());
    const acknowledged = sent.splice(0, sent.indexOf(last) + 1);
    for (const id of acknowledged) journal.step(id);
    for (let count = acknowledged.length; count > 0; count -= 1) sendStep();
  });
  for (let count = 0; count < STEPS_IN_FLIGHT; count += 1) sendStep();
  await once(socket, "close");
}

function ackOf(text: string): string {
  const reply: unknown = JSON.parse(text);
  if (typeof reply === "object" && reply !== null && "ack" in reply && typeof reply.ack === "string") return reply.ack;
  throw new Error(`the session answered something else than an acknowledgement: ${text}`);
}

function stepEvent() {
  const id = randomUUID();
  const taskRunId = randomUUID();
  const occurred = new Date().toISOString();
  const state = { type: "COMPLETED", name: "Completed", message: null, state_details: {}, data: null };
  return {
    id,
    occurred,
    event: "prefect.task-run.Completed",
    resource: {
      "prefect.resource.id": `prefect.task-run.${taskRunId}`,
      "prefect.resource.name": "step",
      "prefect.run-count": "1",
      "prefect.state-message": "",
      "prefect.state-type": "COMPLETED",
      "prefect.state-name": "Completed",
      "prefect.state-timestamp": occurred,
      "prefect.orchestration": "client",
    },
    related: [],
    payload: {
      intended: { from: "RUNNING", to: "COMPLETED" },
      initial_state: null,
      validated_state: state,
      task_run: { name: "step", task_key: "step", dynamic_key: taskRunId, run_count: 1, end_time: occurred },
    },
  };
}
