import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServerProcess } from "../../tests/support/server-process.ts";
import { processorSeconds } from "../machine.ts";
import { perSecond, type Question, type Row } from "../question.ts";
import { sendEvents, type SampleEvent } from "./event-stream.ts";
import { timeUntilSeen, timeUntilSeenBeside } from "./seen-task-run.ts";

const EVENTS = 50_000;
const CONNECTIONS = 4;
/** Task runs that are looked for, while nothing else goes on and while so many others come each second. */
const LOOKED_FOR = 200;
const OTHERS_A_SECOND = 1000;

const plain = () => ({
  id: randomUUID(),
  occurred: new Date().toISOString(),
  event: "bench.plain",
  resource: { "prefect.resource.id": `bench.thing.${Math.floor(Math.random() * 100)}` },
  related: [{ "prefect.resource.id": "bench.kin", "prefect.resource.role": "kin" }],
  payload: { n: 1 },
});

function reportOf(flowRunId: string): () => { event: SampleEvent; taskRunId: string } {
  return () => {
    const [id, taskRunId, occurred] = [randomUUID(), randomUUID(), new Date().toISOString()];
    const event = {
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
    return { event, taskRunId };
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

const DURABILITY = "each event committed (WAL, synchronous=FULL) before it is acknowledged";

async function measure(subject: string, server: ServerProcess, make: () => SampleEvent): Promise<Row> {
  const before = processorSeconds(server.pid);
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, () => sendEvents(server.api, EVENTS / CONNECTIONS, make)));
  const seconds = (performance.now() - startedAt) / 1000;
  const used = processorSeconds(server.pid) - before;
  return {
    subject,
    durability: DURABILITY,
    figures: {
      events: perSecond(EVENTS / seconds),
      processor: `${Math.round((used * 1_000_000) / EVENTS)} µs an event`,
    },
  };
}

function seen(subject: string, time: string): Row {
  const figures = { events: "–", processor: "–", "task run seen after": time };
  return { subject: `Tutti, SQLite: ${subject}`, durability: DURABILITY, figures };
}

export const eventsIn: Question = {
  title: "Events over the session",
  method: `${EVENTS.toLocaleString("en-US")} events over ${CONNECTIONS} connections, 100 a frame, until the last is acknowledged; the processor time is that of all threads of the server. Then one task run after another is reported, and asked for by HTTP until it is there. The client shares the machine's two cores with it.`,
  target: "≥ 5,000 events/s; a task run seen within 100 ms of its event",
  async ask(): Promise<Row[]> {
    const home = mkdtempSync(join(tmpdir(), "tutti-bench-"));
    const server = await ServerProcess.start({ home, port: 0 });
    const report = reportOf(await newFlowRun(server.api));
    const rows = [
      await measure("Tutti, SQLite: plain events", server, plain),
      await measure("Tutti, SQLite: reports of task runs", server, () => report().event),
      seen("a report now and then", await timeUntilSeen(server.api, LOOKED_FOR, report)),
      seen(
        `the same beside ${perSecond(OTHERS_A_SECOND)}`,
        await timeUntilSeenBeside(OTHERS_A_SECOND, server.api, LOOKED_FOR, report),
      ),
    ];
    await server.end("SIGTERM");
    rmSync(home, { recursive: true, force: true });
    return rows;
  },
};
