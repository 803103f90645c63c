import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ServerProcess } from "../support/server-process.ts";
import { RunRecords } from "./recorded-run.ts";
import { SdkClient, type SeenBySdk } from "./sdk-client.ts";

const home = mkdtempSync(join(tmpdir(), "tutti-sdk-"));

const servers = [
  { name: "a real Prefect server", env: undefined },
  { name: "Tutti on SQLite", env: {} },
  { name: "Tutti on Postgres", env: { TUTTI_DATABASE_URL: inject("postgresUrls").sdk } },
];

const completed = { state: ["COMPLETED", "Completed"], states: ["Pending", "Running", "Completed"] };
const failed = { state: ["FAILED", "Failed"], states: ["Pending", "Running", "Failed"] };

/** Each shape of `typescript/shapes.ts`, and what its run comes to. */
const expected = {
  plain: { ...completed, result: 3, tasks: ["add Completed ×1"] },
  mapped: {
    ...completed,
    result: 400,
    tasks: [...Array<string>(20).fill("add Completed ×1"), ...Array<string>(20).fill("double Completed ×1")],
  },
  parent: { ...completed, result: 4, tasks: ["ts-child Completed ×1", "ts-child Completed ×1"] },
  taskRetries: { ...completed, result: 3, tasks: ["shaky Completed ×3"] },
  flowRetries: {
    state: ["COMPLETED", "Completed"],
    states: ["Pending", "Running", "AwaitingRetry", "Retrying", "AwaitingRetry", "Retrying", "Completed"],
    result: 3,
    tasks: Array<string>(3).fill("add Completed ×1"),
  },
  failing: { ...failed, result: "broken on purpose", tasks: ["broken Failed ×1"] },
  tolerant: {
    ...completed,
    result: "Failed 2 broken on purpose",
    tasks: ["add Completed ×1", "broken Failed ×1", "broken Failed ×1", "describe Completed ×1"],
  },
  tooSlow: {
    state: ["FAILED", "TimedOut"],
    states: ["Pending", "Running", "TimedOut"],
    result: expect.stringContaining("1"),
    tasks: [],
  },
  persisted: { ...completed, result: 42, tasks: ["cached Completed ×1"] },
  concurrent: { ...completed, result: 2, tasks: ["add Completed ×1", ...Array<string>(5).fill("double Completed ×1")] },
  recording: { ...completed, result: { answer: 42 }, tasks: [] },
};

/** A server, programs of the SDK pointed at it, and the runs that they have seen. */
class Subject {
  server: ServerProcess | undefined;
  client = new SdkClient("");
  records = new RunRecords("");
  seen: Map<string, SeenBySdk> = new Map();

  idOf(shape: string): string {
    return this.seen.get(shape)?.id ?? "not-run";
  }

  /** Starts the server that `env` describes, or takes the real one, and runs every shape. */
  async open(env: Record<string, string> | undefined): Promise<void> {
    if (env !== undefined) {
      this.server = await ServerProcess.start({ home: mkdtempSync(join(home, "server-")), port: 0, env });
    }
    const origin = this.server === undefined ? inject("prefectOrigin") : new URL(this.server.url).origin;
    this.client = new SdkClient(origin);
    this.records = new RunRecords(origin);
    this.seen = await this.client.runShapes(Object.keys(expected));
  }

  async close(): Promise<void> {
    this.client.close();
    await this.server?.end("SIGTERM");
  }
}

describe.each(servers)("Tutti's SDK against $name", ({ env }) => {
  const subject = new Subject();
  beforeAll(() => subject.open(env));
  afterAll(() => subject.close());

  test.each(Object.entries(expected))("%s ends as it should", (shape, { state, result }) => {
    expect(subject.seen.get(shape)).toEqual({ id: expect.any(String), state, result });
  });

  test.each(Object.entries(expected))("%s is recorded as the program saw it", async (shape, { state, states }) => {
    const run = await subject.records.flowRun(subject.idOf(shape));
    expect([run.state_type, run.state_name]).toEqual(state);
    expect(await subject.records.stateNames(subject.idOf(shape))).toEqual(states);
    expect(run.run_count).toBe(states.filter((name) => name === "Running" || name === "Retrying").length);
  });

  test.each(Object.entries(expected))("every task run of %s is recorded", async (shape, { tasks }) => {
    expect(await subject.records.taskRuns(subject.idOf(shape), tasks.length)).toEqual(tasks);
  });

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
    const messages = await subject.records.messages(subject.idOf("plain"), /a printed line/);
    expect(messages).toEqual(expect.arrayContaining(["a record with ünïcödé", "a printed line"]));
  });

  test("a cached result is found again by another run, without a call", async () => {
    const { id = "", result } = (await subject.client.runShapes(["persisted"])).get("persisted") ?? {};
    expect(result).toBe(42);
    expect(await subject.records.taskRuns(id, 1)).toEqual(["cached Cached ×0"]);
  });
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});
