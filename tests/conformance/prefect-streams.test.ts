import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { ServerProcess } from "../support/server-process.ts";
import { PrefectProcess } from "./prefect-process.ts";
import { RunRecords } from "./recorded-run.ts";

// What Prefect's own tools do with the streams of events and logs.

const home = mkdtempSync(join(tmpdir(), "tutti-streams-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const python = (name: string) => fileURLToPath(new URL(`python/${name}.py`, import.meta.url));
const withId = z.object({ id: z.string() });

/** A server, and the programs of Prefect's that use it. */
class Subject {
  origin = inject("prefectOrigin");
  server: ServerProcess | undefined;
  readonly #processes: PrefectProcess[] = [];

  /** Starts the server that `env` describes, or takes the real one. */
  async open(env: Record<string, string> | undefined): Promise<void> {
    if (env === undefined) return;
    this.server = await ServerProcess.start({ home: mkdtempSync(join(home, "server-")), port: 0, env });
    this.origin = new URL(this.server.url).origin;
  }

  start(program: "python" | "prefect", ...args: string[]): PrefectProcess {
    const process = new PrefectProcess(this.origin, program, args);
    this.#processes.push(process);
    return process;
  }

  async stopProcesses(): Promise<void> {
    await Promise.all(this.#processes.splice(0).map((process) => process.stop()));
  }

  async post(path: string, body: unknown): Promise<unknown> {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${this.origin}/api${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  }

  async newRun(name: string): Promise<string> {
    const { id } = withId.parse(await this.post("/flows/", { name }));
    return withId.parse(await this.post("/flow_runs/", { flow_id: id, name, state: { type: "PENDING" } })).id;
  }

  setState(run: string, state: object, force = false): Promise<unknown> {
    return this.post(`/flow_runs/${run}/set_state`, { state, force });
  }

  async happen(name: string, aheadMs = 0): Promise<void> {
    const event = { event: name, resource: { "prefect.resource.id": "a.thing" }, payload: { said: "ünï" } };
    const occurred = new Date(Date.now() + aheadMs).toISOString();
    await this.post("/events", [{ id: randomUUID(), occurred, ...event }]);
  }

  /**
   * Sets states until a program has heard of one. It does not say when it begins to listen, and the real server tells it
   * nothing of what was before.
   */
  async setUntilHeard(run: string, states: readonly string[], program: PrefectProcess, heard: RegExp): Promise<void> {
    const isHeard = async () => {
      for (const type of states) await this.setState(run, { type }, states.length > 1);
      expect(program.said).toMatch(heard);
    };
    await vi.waitFor(isHeard, { timeout: 120_000, interval: 500 });
  }
}

describe.each([
  { name: "Prefect", env: undefined },
  { name: "Tutti on SQLite", env: {} },
  { name: "Tutti on Postgres", env: { TUTTI_DATABASE_URL: inject("postgresUrls").prefectStreams } },
])("streams of $name", ({ env }) => {
  const subject = new Subject();
  beforeAll(() => subject.open(env));
  afterEach(() => subject.stopProcesses());
  afterAll(() => subject.server?.end("SIGTERM"));

  test("prefect events stream prints what happened a moment ago, and what happens", async () => {
    // A stream goes back for a minute, and on a busy machine takes longer to begin.
    await subject.happen("streamed.before", 600_000);
    await new RunRecords(subject.origin).eventNamed("streamed.before");
    const stream = subject.start("prefect", "events", "stream");
    await stream.says(/streamed\.before/);
    await subject.happen("streamed.after");
    expect(await stream.says(/streamed\.after/)).toContain("a.thing");
  });

  test("prefect flow-run watch follows a run to its end, and prefect flow-run logs shows what it wrote", async () => {
    const run = await subject.newRun("watched");
    const watch = subject.start("prefect", "flow-run", "watch", run);
    const line = { name: "prefect.flow_runs", level: 20, message: "a line of the run", flow_run_id: run };
    await subject.post("/logs/", [{ ...line, timestamp: new Date().toISOString() }]);
    await subject.setUntilHeard(run, ["RUNNING"], watch, /Running/);
    await subject.setState(run, { type: "COMPLETED" });
    expect(await watch.end()).toEqual({ code: 0, said: expect.stringContaining("Completed") });
    const logs = await subject.start("prefect", "flow-run", "logs", run).end();
    expect(logs).toEqual({ code: 0, said: expect.stringContaining("a line of the run") });
  });

  test("wait_for_flow_run hears of the end, whether it comes before or after", async () => {
    const run = await subject.newRun("waited-for");
    const early = subject.start("python", python("wait"), run);
    await subject.setUntilHeard(run, ["RUNNING"], early, /in state 'Running'/);
    await subject.setState(run, { type: "FAILED", name: "Broken" });
    const late = subject.start("python", python("wait"), run);
    const ends = [await early.end(), await late.end()];
    expect(ends.map(({ said }) => said.trimEnd().split("\n").at(-1))).toEqual(["Broken", "Broken"]);
  });

  test("the process that executes a run hears that it shall be cancelled", async () => {
    const run = await subject.newRun("observed");
    await subject.setState(run, { type: "RUNNING" });
    const observer = subject.start("python", python("observe"), run);
    await observer.says(/observing/);
    await subject.setUntilHeard(run, ["RUNNING", "CANCELLING"], observer, /heard/);
    expect(await observer.end()).toEqual({ code: 0, said: expect.stringMatching(/heard\n$/) });
  });
});
