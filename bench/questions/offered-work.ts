import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServerProcess } from "../../tests/support/server-process.ts";
import { processorSeconds } from "../machine.ts";
import { quantile } from "../quantile.ts";
import { milliseconds, type Question, type Row } from "../question.ts";

const DEPLOYMENTS = 10;
const RUNS_OF_EACH = 1000;
const POLLERS = 16;
const POLLS_OF_EACH = 20;
/** Workers ask every ten seconds or so; here they ask more often, not all at the same moment. */
const REST_MS = 500;
const SCHEDULED = 1000;
const WATCHED_SECONDS = 90;

async function post(api: string, path: string, body: unknown): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${api}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function idOf(made: Promise<unknown>): Promise<string> {
  return String(Reflect.get(Object(await made), "id"));
}

/** Ten thousand runs that are due, in one pool. */
async function fill(api: string): Promise<void> {
  await post(api, "/work_pools/", { name: "bench", type: "process" });
  const flow_id = await idOf(post(api, "/flows/", { name: "bench" }));
  for (let n = 0; n < DEPLOYMENTS; n++) {
    const id = await idOf(post(api, "/deployments/", { name: `bench-${n}`, flow_id, work_pool_name: "bench" }));
    for (let made = 0; made < RUNS_OF_EACH; made += 100) {
      await post(
        api,
        `/deployments/${id}/create_flow_run/bulk`,
        Array.from({ length: 100 }, () => ({})),
      );
    }
  }
}

async function poll(api: string, limit: number, restMs: number, times: number[]): Promise<void> {
  for (let polls = 0; polls < POLLS_OF_EACH; polls++) {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * restMs));
    const startedAt = performance.now();
    await post(api, "/work_pools/bench/get_scheduled_flow_runs", { limit });
    times.push(performance.now() - startedAt);
  }
}

async function polls(server: ServerProcess, limit: number, restMs: number): Promise<Row> {
  const times: number[] = [];
  const before = processorSeconds(server.pid);
  await Promise.all(Array.from({ length: POLLERS }, () => poll(server.api, limit, restMs, times)));
  const used = processorSeconds(server.pid) - before;
  return {
    subject: `${POLLERS} pollers for ${limit} runs each, ${restMs === 0 ? "back to back" : "twice a second"}`,
    durability: "–",
    figures: {
      p50: milliseconds(quantile(times, 0.5)),
      p95: milliseconds(quantile(times, 0.95)),
      processor: `${milliseconds((used * 1000) / times.length)} a poll`,
    },
  };
}

async function scheduling(server: ServerProcess): Promise<Row> {
  const flow_id = await idOf(post(server.api, "/flows/", { name: "scheduled" }));
  const schedules = [{ schedule: { cron: "*/30 * * * *", timezone: "Europe/Berlin" }, active: true }];
  for (let n = 0; n < SCHEDULED; n++) await post(server.api, "/deployments/", { name: `s-${n}`, flow_id, schedules });
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const before = processorSeconds(server.pid);
  await new Promise((resolve) => setTimeout(resolve, WATCHED_SECONDS * 1000));
  const share = (processorSeconds(server.pid) - before) / WATCHED_SECONDS;
  return {
    subject: `${SCHEDULED} scheduled deployments, nobody asking`,
    durability: "–",
    figures: { p50: "–", p95: "–", processor: `${(share * 100).toPrecision(2)} % of a core` },
  };
}

export const offeredWork: Question = {
  title: "Work offered to workers",
  method: `Pollers of one pool with ${(DEPLOYMENTS * RUNS_OF_EACH).toLocaleString("en-US")} due runs; then what the whole server spends with ${SCHEDULED} schedules over ${WATCHED_SECONDS} s. The processor time is that of all threads of the server; the pollers share the machine's two cores with it.`,
  target: "p95 < 20 ms with 16 pollers, < 2 % of a core",
  async ask(): Promise<Row[]> {
    const home = mkdtempSync(join(tmpdir(), "tutti-bench-"));
    const server = await ServerProcess.start({ home, port: 0 });
    await fill(server.api);
    const rows = [await polls(server, 10, REST_MS), await polls(server, 100, REST_MS), await polls(server, 100, 0)];
    rows.push(await scheduling(server));
    await server.end("SIGTERM");
    rmSync(home, { recursive: true, force: true });
    return rows;
  },
};
