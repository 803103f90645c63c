import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServerProcess } from "../../tests/support/server-process.ts";
import { processorSeconds } from "../machine.ts";
import { perSecond, type Question, type Row } from "../question.ts";
import { sendEvents, type SampleEvent } from "./event-stream.ts";

const EVENTS = 50_000;
const CONNECTIONS = 4;

const plain = () => ({
  id: randomUUID(),
  occurred: new Date().toISOString(),
  event: "bench.plain",
  resource: { "prefect.resource.id": `bench.thing.${Math.floor(Math.random() * 100)}` },
  related: [{ "prefect.resource.id": "bench.kin", "prefect.resource.role": "kin" }],
  payload: { n: 1 },
});

function taskRunOf(flowRunId: string): () => SampleEvent {
  return () => {
    const [id, taskRunId, occurred] = [randomUUID(), randomUUID(), new Date().toISOString()];
    return {
      id,
      occurred,
      event: "prefect.task-run.Completed",
      resource: { "prefect.resource.id": `prefect.task-run.${taskRunId}`, "prefect.orchestration": "client" },
      related: [{ "prefect.resource.id": `prefect.flow-run.${flowRunId}`, "prefect.resource.role": "flow-run" }],
      payload: {
        validated_state: { type: "COMPLETED", name: "Completed", timestamp: occurred },
        task_run: { name: "bench", task_key: "bench", dynamic_key: taskRunId, run_count: 1 },
      },
    };
  };
}

async function newFlowRun(api: string): Promise<string> {
  const post = async (path: string, body: object): Promise<string> => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${api}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return String(Reflect.get(Object(await answer.json()), "id"));
  };
  return post("/flow_runs/", { flow_id: await post("/flows/", { name: "bench" }), state: { type: "RUNNING" } });
}

async function measure(subject: string, server: ServerProcess, make: () => SampleEvent): Promise<Row> {
  const before = processorSeconds(server.pid);
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, () => sendEvents(server.api, EVENTS / CONNECTIONS, make)));
  const seconds = (performance.now() - startedAt) / 1000;
  const used = processorSeconds(server.pid) - before;
  return {
    subject,
    durability: "each event committed (WAL, synchronous=FULL) before it is acknowledged",
    figures: {
      events: perSecond(EVENTS / seconds),
      processor: `${Math.round((used * 1_000_000) / EVENTS)} µs an event`,
    },
  };
}

export const eventsIn: Question = {
  title: "Events over the session",
  method: `${EVENTS.toLocaleString("en-US")} events over ${CONNECTIONS} connections, 100 a frame, until the last is acknowledged; the processor time is that of all threads of the server. The client shares the machine's two cores with it.`,
  target: "≥ 5,000 events/s",
  async ask(): Promise<Row[]> {
    const home = mkdtempSync(join(tmpdir(), "tutti-bench-"));
    const server = await ServerProcess.start({ home, port: 0 });
    const rows = [
      await measure("Tutti, SQLite: plain events", server, plain),
      await measure("Tutti, SQLite: reports of task runs", server, taskRunOf(await newFlowRun(server.api))),
    ];
    await server.end("SIGTERM");
    rmSync(home, { recursive: true, force: true });
    return rows;
  },
};
