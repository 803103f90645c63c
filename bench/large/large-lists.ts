import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ServerProcess } from "../../tests/support/server-process.ts";
import { median, quantile } from "../quantile.ts";
import { milliseconds, type Question, type Row } from "../question.ts";
import { makeLargeDatabase } from "./large-database.ts";

const SAMPLES = 40;
const LIMIT = { limit: 50 };
const failed = { flow_runs: { state: { type: { any_: ["FAILED"] } } } };
const nightly = { flow_runs: { tags: { all_: ["nightly"] } } };
const ofFlow = { flows: { name: { any_: ["flow-7"] } } };

/** What the dashboard and the command line ask for first, on each of their lists. */
const LISTS: readonly [string, string, object][] = [
  ["dashboard: runs", "/tutti/runs/page", LIMIT],
  ["dashboard: failed runs", "/tutti/runs/page", { ...failed, ...LIMIT }],
  ["dashboard: runs by tag", "/tutti/runs/page", { ...nightly, ...LIMIT }],
  ["dashboard: runs of a flow", "/tutti/runs/page", { ...ofFlow, ...LIMIT }],
  ["dashboard: flows", "/tutti/flows/page", LIMIT],
  ["flow-run ls", "/flow_runs/filter", { sort: "START_TIME_DESC", ...LIMIT }],
  ["flow-run ls --state Failed", "/flow_runs/filter", { ...failed, sort: "START_TIME_DESC", ...LIMIT }],
  ["flow-run ls --flow-name", "/flow_runs/filter", { ...ofFlow, sort: "START_TIME_DESC", ...LIMIT }],
  ["flow runs by expected start", "/flow_runs/filter", { sort: "EXPECTED_START_TIME_DESC", ...LIMIT }],
  ["flow runs by name", "/flow_runs/filter", { sort: "NAME_ASC", ...LIMIT }],
  ["task-run ls", "/task_runs/filter", { sort: "EXPECTED_START_TIME_DESC", ...LIMIT }],
  ["flow ls", "/flows/filter", { sort: "CREATED_DESC", ...LIMIT }],
  ["logs, newest first", "/logs/filter", { sort: "TIMESTAMP_DESC", ...LIMIT }],
];

async function ask(api: string, path: string, body: object): Promise<unknown> {
  const response = await fetch(api + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

const identified = z.looseObject({ id: z.string() });

/** Takes runs from Pending to Completed, one after another, until told to stop; resolves with how many changes it made. */
function changeStates(api: string): { stop(): Promise<number> } {
  const stopping = new AbortController();
  const changing = (async () => {
    const flow = identified.parse(await ask(api, "/flows/", { name: "busy" }));
    let changes = 0;
    while (!stopping.signal.aborted) {
      const run = identified.parse(await ask(api, "/flow_runs/", { flow_id: flow.id }));
      for (const type of ["RUNNING", "COMPLETED"])
        await ask(api, `/flow_runs/${run.id}/set_state`, { state: { type } });
      changes += 3;
    }
    return changes;
  })();
  return {
    stop() {
      stopping.abort();
      return changing;
    },
  };
}

async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function measure(api: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [subject, path, body] of LISTS) {
    const samples: number[] = [];
    // The first finds the file's pages not in memory: it is a user's first look, and stands apart.
    const firstMs = await elapsedMs(() => ask(api, path, body));
    while (samples.length < SAMPLES) samples.push(await elapsedMs(() => ask(api, path, body)));
    const figures = {
      first: milliseconds(firstMs),
      p50: milliseconds(median(samples)),
      p95: milliseconds(quantile(samples, 0.95)),
    };
    rows.push({ subject, durability: "–", figures });
  }
  return rows;
}

export function largeLists(runs: number): Question {
  return {
    title: `First pages among ${runs.toLocaleString("en-US")} flow runs`,
    method: `SQLite with ${runs.toLocaleString("en-US")} flow runs, five times as many task runs, states and log lines; ${SAMPLES} requests each, while another client takes runs through their states.`,
    target: "p95 < 100 ms with state changes going on",
    async ask(): Promise<Row[]> {
      const home = mkdtempSync(join(tmpdir(), "tutti-bench-large-"));
      try {
        await makeLargeDatabase(join(home, "tutti.db"), runs, (text) => console.error(`    ${text}`));
        const server = await ServerProcess.start({ home, port: 0 });
        const changes = changeStates(server.api);
        const rows = await measure(server.api);
        const made = await changes.stop();
        await server.end("SIGTERM");
        return [
          ...rows,
          { subject: `state changes meanwhile: ${made.toLocaleString("en-US")}`, durability: "–", figures: {} },
        ];
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    },
  };
}
