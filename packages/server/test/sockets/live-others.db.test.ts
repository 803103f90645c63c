import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemDeps } from "../../src/deps.ts";
import { startServer, type RunningServer } from "../../src/server.ts";
import { openStore } from "../../src/store/open-store.ts";
import { freshPostgres, type TestDatabase } from "../support/databases.ts";
import { SocketClient } from "../support/socket-client.ts";
import { testConfig } from "../support/test-app.ts";
import { TEST_KEY } from "../support/test-clock.ts";

// Several servers of one database: a browser hears from its own what the others did.

let database: TestDatabase;
let servers: RunningServer[];
beforeAll(async () => {
  database = await freshPostgres();
  servers = [await serverOf(database), await serverOf(database)];
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await database.drop();
});

function serverOf({ url }: TestDatabase): Promise<RunningServer> {
  return startServer({
    config: testConfig({}),
    store: openStore(url, [TEST_KEY]),
    deps: systemDeps,
    logger: pino({ level: "silent" }),
    instanceId: randomUUID(),
    stop: null,
  });
}

async function ask(server: number, path: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${servers[server]?.origin}/api${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.ok, `${path} ${response.status}`).toBe(true);
  return response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>);
}

async function watch(server: number, topics: readonly string[]): Promise<SocketClient> {
  const client = await SocketClient.open(`${servers[server]?.origin.replace("http", "ws")}/api/tutti/live`);
  client.send({ type: "subscribe", topics });
  expect(await client.until((received) => received.length > 0)).toEqual([{ type: "ready", seq: 0 }]);
  return client;
}

interface Told {
  readonly kind: string;
  readonly flow_run?: { id: string; state_name: string; state_id: string };
  readonly task_run?: { id: string; state_name: string };
  readonly logs?: { message: string }[];
}

/** Every change that was told, in order. */
function told(received: readonly unknown[]): Told[] {
  return received.flatMap((frame) => (Reflect.get(Object(frame), "changes") as Told[] | undefined) ?? []);
}

async function heard(client: SocketClient, isIt: (change: Told) => boolean): Promise<Told> {
  const all = told(await client.until((received) => told(received).some(isIt)));
  return all.find(isIt) as Told;
}

function taskEvent(flowRunId: string, taskRunId: string): object {
  const now = new Date().toISOString();
  const state = { type: "RUNNING", name: "Running", message: "", state_details: {}, data: null };
  return {
    id: randomUUID(),
    occurred: now,
    event: "prefect.task-run.Running",
    resource: {
      "prefect.resource.id": `prefect.task-run.${taskRunId}`,
      "prefect.resource.name": "step-0",
      "prefect.state-name": "Running",
      "prefect.state-type": "RUNNING",
      "prefect.state-timestamp": now,
      "prefect.orchestration": "client",
    },
    related: [{ "prefect.resource.id": `prefect.flow-run.${flowRunId}`, "prefect.resource.role": "flow-run" }],
    payload: {
      intended: { from: null, to: "RUNNING" },
      initial_state: null,
      validated_state: state,
      task_run: { task_key: "step", dynamic_key: "0", name: "step-0" },
    },
  };
}

test("a page hears of a run's states, tasks and logs, whichever server they came to", async () => {
  const flow = await ask(0, "/flows/", { name: "shared" });
  const { id } = await ask(0, "/flow_runs/", { flow_id: flow["id"], state: { type: "PENDING" } });
  const runId = String(id);
  const [list, page] = [await watch(1, ["flow-runs"]), await watch(1, [`flow-run:${runId}`])];
  await ask(0, `/flow_runs/${runId}/set_state`, { state: { type: "RUNNING" } });
  for (const client of [list, page]) {
    const change = await heard(client, ({ flow_run }) => flow_run?.state_name === "Running");
    expect(change).toMatchObject({ kind: "flow-run", flow_run: { id: runId } });
  }

  const taskRunId = randomUUID();
  await ask(0, "/events", [taskEvent(runId, taskRunId)]);
  expect(await heard(page, ({ kind }) => kind === "task-run")).toMatchObject({
    task_run: { id: taskRunId, flow_run_id: runId, state_name: "Running" },
  });

  const line = { name: "x", level: 20, message: "from elsewhere", timestamp: new Date().toISOString() };
  await ask(0, "/logs/", [{ ...line, flow_run_id: runId }]);
  expect(await heard(page, ({ kind }) => kind === "logs")).toMatchObject({ logs: [{ message: "from elsewhere" }] });
  expect(told(list.received).map(({ kind }) => kind)).not.toContain("task-run");
  await Promise.all([list.close(), page.close()]);
});

test("what its own server did is told once", async () => {
  const flow = await ask(0, "/flows/", { name: "own" });
  const list = await watch(1, ["flow-runs"]);
  const { id } = await ask(1, "/flow_runs/", { flow_id: flow["id"], state: { type: "PENDING" } });
  await ask(1, `/flow_runs/${String(id)}/set_state`, { state: { type: "RUNNING" } });
  await heard(list, ({ flow_run }) => flow_run?.id === id && flow_run?.state_name === "Running");
  // The feed of events has passed the run's own when it tells of this one, which is another server's.
  const last = await ask(0, "/flow_runs/", { flow_id: flow["id"], state: { type: "PENDING" } });
  await heard(list, ({ flow_run }) => flow_run?.id === last["id"]);
  const states = told(list.received).flatMap(({ flow_run }) =>
    flow_run !== undefined && flow_run.id === id ? [flow_run.state_id] : [],
  );
  expect(states).toEqual([...new Set(states)]);
  await list.close();
});

test("an event about a run that nobody has is passed over", async () => {
  const flow = await ask(0, "/flows/", { name: "nobody" });
  const list = await watch(1, ["flow-runs"]);
  const stray = { event: "x", related: [], payload: {}, occurred: new Date().toISOString() };
  const names = ["prefect.flow-run.nothing", `prefect.flow-run.${randomUUID()}`, "prefect.flow-run."];
  await ask(
    0,
    "/events",
    names.map((name) => ({ ...stray, id: randomUUID(), resource: { "prefect.resource.id": name } })),
  );
  const { id } = await ask(0, "/flow_runs/", { flow_id: flow["id"], state: { type: "PENDING" } });
  await heard(list, ({ flow_run }) => flow_run?.id === id);
  const numbers = list.received.map((frame) => Number(Reflect.get(Object(frame), "seq")));
  expect(numbers, "no gap").toEqual(numbers.map((_, at) => at));
  await list.close();
});
