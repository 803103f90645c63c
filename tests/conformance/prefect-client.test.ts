import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ServerProcess } from "../support/server-process.ts";
import { PrefectClient, type SeenRun } from "./prefect-client.ts";
import { RunRecords } from "./recorded-run.ts";

const home = mkdtempSync(join(tmpdir(), "tutti-client-"));

/** The same claims are made of a real Prefect server, so that a wrong claim cannot be taken for a wrong server. */
const servers = [
  { name: "Prefect", env: undefined },
  { name: "Tutti on SQLite", env: {} },
  { name: "Tutti on Postgres", env: { TUTTI_DATABASE_URL: inject("postgresUrls").prefectClient } },
];

/** Each shape of `python/shapes.py`, and what its run comes to. */
const expected = {
  plain: { state: ["COMPLETED", "Completed"], states: ["Pending", "Running", "Completed"], result: 3 },
  mapped: { state: ["COMPLETED", "Completed"], states: ["Pending", "Running", "Completed"], result: 400 },
  parent: { state: ["COMPLETED", "Completed"], states: ["Pending", "Running", "Completed"], result: 4 },
  task_retries: { state: ["COMPLETED", "Completed"], states: ["Pending", "Running", "Completed"], result: 3 },
  flow_retries: {
    state: ["COMPLETED", "Completed"],
    states: ["Pending", "Running", "AwaitingRetry", "Running", "AwaitingRetry", "Running", "Completed"],
    result: 3,
  },
  failing: {
    state: ["FAILED", "Failed"],
    states: ["Pending", "Running", "Failed"],
    result: "RuntimeError('broken on purpose')",
  },
  tolerant: { state: ["COMPLETED", "Tolerant"], states: ["Pending", "Running", "Tolerant"], result: null },
  too_slow: {
    state: ["FAILED", "TimedOut"],
    states: ["Pending", "Running", "TimedOut"],
    result: "FlowRunTimeoutError('Scope timed out after 1.0 second(s).')",
  },
  persisted: { state: ["COMPLETED", "Completed"], states: ["Pending", "Running", "Completed"], result: 42 },
  concurrent: { state: ["COMPLETED", "Completed"], states: ["Pending", "Running", "Completed"], result: 2 },
  named_state: { state: ["FAILED", "Rejected"], states: ["Pending", "Running", "Rejected"], result: null },
};

const expectedTasks: Record<string, string[]> = {
  plain: ["add Completed ×1"],
  mapped: [...Array<string>(20).fill("add Completed ×1"), ...Array<string>(20).fill("double Completed ×1")],
  task_retries: ["shaky Completed ×3"],
  flow_retries: Array<string>(3).fill("add Completed ×1"),
  failing: ["broken Failed ×1"],
  tolerant: ["broken Failed ×1"],
  persisted: ["cached Completed ×1"],
  concurrent: ["add Completed ×1", ...Array<string>(5).fill("double Completed ×1")],
};

/** A server, Prefect's client pointed at it, and the runs that the client has seen. */
class Subject {
  server: ServerProcess | undefined;
  client = new PrefectClient("");
  records = new RunRecords("");
  seen: Map<string, SeenRun> = new Map();

  idOf(shape: string): string {
    return this.seen.get(shape)?.id ?? "not-run";
  }

  /** Starts the server that `env` describes, or takes the real one, and runs every shape. */
  async open(env: Record<string, string> | undefined): Promise<void> {
    if (env !== undefined) {
      this.server = await ServerProcess.start({ home: mkdtempSync(join(home, "server-")), port: 0, env });
    }
    const origin = this.server === undefined ? inject("prefectOrigin") : new URL(this.server.url).origin;
    this.client = new PrefectClient(origin);
    this.records = new RunRecords(origin);
    this.seen = await this.client.runShapes(Object.keys(expected));
  }

  async close(): Promise<void> {
    this.client.close();
    await this.server?.end("SIGTERM");
  }
}

function runsAreRecorded(subject: Subject): void {
  test.each(Object.entries(expected))("%s ends as it should, by the client's own account", (shape, wanted) => {
    expect(subject.seen.get(shape)).toEqual({ id: expect.any(String), ...wanted });
  });

  test.each(Object.entries(expected))("%s is recorded as the client saw it", async (shape, { state, states }) => {
    const run = await subject.records.flowRun(subject.idOf(shape));
    expect([run.state_type, run.state_name]).toEqual(state);
    expect(await subject.records.stateNames(subject.idOf(shape))).toEqual(states);
    expect(run.run_count).toBe(states.filter((name) => name === "Running").length);
  });

  test.each(Object.entries(expectedTasks))("every task run of %s is recorded", async (shape, tasks) => {
    expect(await subject.records.taskRuns(subject.idOf(shape), tasks.length)).toEqual(tasks);
  });
}

function detailsAreRecorded(subject: Subject): void {
  test("parameters and the name made of them are recorded", async () => {
    const { name, parameters } = await subject.records.flowRun(subject.idOf("plain"));
    expect({ name, parameters }).toEqual({ name: "plain-1", parameters: { left: 1, right: 2 } });
  });

  test("runs inside a run are its children", async () => {
    const children = await subject.records.childrenOf(subject.idOf("parent"));
    expect(children.map(({ parameters, state_type }) => ({ parameters, state_type }))).toEqual([
      { parameters: { number: 1 }, state_type: "COMPLETED" },
      { parameters: { number: 2 }, state_type: "COMPLETED" },
    ]);
  });

  test("records and prints of a run reach its logs", async () => {
    const messages = await subject.records.messages(subject.idOf("plain"), /Finished in state/);
    expect(messages).toEqual(expect.arrayContaining(["a record with ünïcödé", "a printed line"]));
  });

  test("a task's cached result is found again by another run", async () => {
    const again = await subject.client.runShapes(["persisted"]);
    const { id = "", result } = again.get("persisted") ?? {};
    expect(result).toBe(42);
    expect(await subject.records.taskRuns(id, 1)).toEqual(["cached Cached ×1"]);
  });
}

function commandLineReads(subject: Subject): void {
  test("prefect flow-run ls lists the run", async () => {
    expect(await subject.client.command("flow-run", "ls", "--flow-name", "py-plain")).toContain("plain-1");
  });

  test("prefect flow-run inspect shows the run", async () => {
    const id = subject.idOf("plain");
    const inspected = await subject.client.command("flow-run", "inspect", id, "--output", "json");
    expect(JSON.parse(inspected)).toMatchObject({ id, name: "plain-1", state: { type: "COMPLETED" } });
  });

  test("prefect flow-run logs shows what it said", async () => {
    const id = subject.idOf("plain");
    await subject.records.messages(id, /Finished in state/);
    expect(await subject.client.command("flow-run", "logs", id)).toContain("a printed line");
  });
}

describe.each(servers)("Prefect's client against $name", ({ env }) => {
  const subject = new Subject();
  beforeAll(() => subject.open(env));
  afterAll(() => subject.close());

  runsAreRecorded(subject);
  detailsAreRecorded(subject);
  commandLineReads(subject);
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});
