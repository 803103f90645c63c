import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServerProcess } from "../../tests/support/server-process.ts";
import type { Question, Row } from "../question.ts";
import { sendEvents } from "./event-stream.ts";

const FIRST = 100_000;
const LAST = 1_000_000;
const PRELOAD = new URL("../heap/report-heap.ts", import.meta.url).href;
const LOOK_EVERY_MS = 50;
const [ROUNDS, READS_AT_ONCE] = [20, 16];

function event() {
  return {
    id: randomUUID(),
    occurred: new Date().toISOString(),
    event: "bench.plain",
    resource: { "prefect.resource.id": `bench.thing.${randomUUID()}` },
    related: [{ "prefect.resource.id": `bench.kin.${randomUUID()}`, "prefect.resource.role": "kin" }],
    payload: { n: 1 },
  };
}

/** The heap of all threads of the server after they collected their garbage. */
async function heapOf(server: ServerProcess, file: string): Promise<number> {
  rmSync(file, { force: true });
  process.kill(server.pid, "SIGUSR2");
  for (;;) {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    if (text !== "") return Number(text);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Readers are started when they are needed; each has a heap of its own, which is no growth. */
async function startThreads(api: string): Promise<void> {
  const ask = async () => (await fetch(`${api}/flow_runs/filter`, { method: "POST", body: "{}" })).text();
  for (let round = 0; round < ROUNDS; round++) await Promise.all(Array.from({ length: READS_AT_ONCE }, ask));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

export const eventHeap: Question = {
  title: "Heap from event 100,000 to event 1,000,000",
  method: `Over one session, each event of a resource of its own; the heap of all threads of the server together, after a collection.`,
  target: "grows by < 5 MB",
  async ask(): Promise<Row[]> {
    const home = mkdtempSync(join(tmpdir(), "tutti-bench-"));
    const file = join(home, "heap");
    const env = { NODE_OPTIONS: `--import=${PRELOAD}`, BENCH_HEAP_FILE: file };
    const server = await ServerProcess.start({ home, port: 0, env });
    await startThreads(server.api);
    await sendEvents(server.api, FIRST, event);
    const first = await heapOf(server, file);
    await sendEvents(server.api, LAST - FIRST, event);
    const last = await heapOf(server, file);
    await server.end("SIGTERM");
    rmSync(home, { recursive: true, force: true });
    return [
      {
        subject: "Tutti, SQLite",
        durability: "–",
        figures: {
          "after 100,000": megabytes(first),
          "after 1,000,000": megabytes(last),
          growth: megabytes(last - first),
        },
      },
    ];
  },
};
