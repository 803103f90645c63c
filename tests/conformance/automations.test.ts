import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { ServerProcess } from "../support/server-process.ts";
import { PrefectClient } from "./prefect-client.ts";

const home = mkdtempSync(join(tmpdir(), "tutti-automations-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const servers = [
  { name: "SQLite", env: {} },
  { name: "Postgres", env: { TUTTI_DATABASE_URL: inject("postgresUrls").automations } },
];

const runs = z.array(
  z.object({
    id: z.string(),
    state_type: z.string(),
    created_by: z.object({ type: z.string(), display_value: z.string() }).nullable(),
    parameters: z.record(z.string(), z.unknown()),
  }),
);

/** A Tutti server, and Prefect's own tools pointed at it. */
class Subject {
  client = new PrefectClient("");
  #server: ServerProcess | undefined;

  async open(env: Record<string, string>): Promise<void> {
    const every = { PREFECT_EVENTS_PROACTIVE_GRANULARITY: "1", ...env };
    this.#server = await ServerProcess.start({ home: mkdtempSync(join(home, "server-")), port: 0, env: every });
    this.client = new PrefectClient(new URL(this.#server.url).origin);
  }

  async close(): Promise<void> {
    this.client.close();
    await this.#server?.end("SIGTERM");
  }

  async post(path: string, body: unknown): Promise<unknown> {
    const options = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(`${this.#server?.api}${path}`, options);
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  }

  async make(path: string, body: unknown): Promise<string> {
    return z.object({ id: z.string() }).parse(await this.post(path, body)).id;
  }

  /** `prefect automation create --from-file`. */
  async automate(automation: object): Promise<string> {
    const file = join(home, `automation-${Date.now()}.json`);
    writeFileSync(file, JSON.stringify(automation));
    return this.client.command("automation", "create", "--from-file", file);
  }

  /** Asks for these runs until there are some that are as wanted. */
  async runsThat(filter: object, isWanted: (run: z.output<typeof runs>[number]) => boolean) {
    for (;;) {
      const found = runs.parse(await this.post("/flow_runs/filter", { flow_runs: filter })).filter(isWanted);
      if (found.length > 0) return found;
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
  }
}

/** Makes a deployment that an automation runs when a run of the flow `py-failing` fails; its id. */
async function mendFailures(subject: Subject): Promise<string> {
  const flow_id = await subject.make("/flows/", { name: "mend" });
  const deployment_id = await subject.make("/deployments/", { name: "mender", flow_id });
  await subject.automate({
    name: "mend-it",
    trigger: {
      type: "event",
      posture: "Reactive",
      expect: ["prefect.flow-run.Failed"],
      match_related: { "prefect.resource.role": "flow", "prefect.resource.name": "py-failing" },
    },
    actions: [
      {
        type: "run-deployment",
        source: "selected",
        deployment_id,
        parameters: { broken: "{{ flow_run.name }}", message: "{{ flow.name }} is {{ flow_run.state.name }}" },
      },
    ],
  });
  return deployment_id;
}

/** An automation that ends runs whose heartbeat was not heard of for ten seconds. */
async function endLostRuns(subject: Subject): Promise<void> {
  await subject.automate({
    name: "heartbeat-lost",
    trigger: {
      type: "event",
      posture: "Proactive",
      match: { "prefect.resource.id": "prefect.flow-run.*" },
      after: ["prefect.flow-run.heartbeat"],
      expect: ["prefect.flow-run.heartbeat", "prefect.flow-run.Completed", "prefect.flow-run.Failed"],
      for_each: ["prefect.resource.id"],
      threshold: 1,
      within: 10,
    },
    actions: [{ type: "change-flow-run-state", state: "CRASHED", message: "its heart stopped" }],
  });
}

/** Tells several at once: no time passes between them. */
function happen(subject: Subject, id: string | undefined, ...names: string[]): Promise<unknown> {
  const nowMs = Date.now();
  const events = names.map((name, index) => ({
    id: crypto.randomUUID(),
    occurred: new Date(nowMs + index).toISOString(),
    event: `prefect.flow-run.${name}`,
    resource: { "prefect.resource.id": `prefect.flow-run.${id}` },
  }));
  return subject.post("/events", events);
}

describe.each(servers)("automations of Prefect's tools, on $name", ({ env }) => {
  const subject = new Subject();
  beforeAll(() => subject.open(env));
  afterAll(() => subject.close());

  test("are created from a file, inspected, paused and deleted", async () => {
    const said = await subject.automate({
      name: "by-file",
      description: "kept by a test",
      trigger: { type: "event", posture: "Reactive", expect: ["never.happens"], within: 0 },
      actions: [{ type: "cancel-flow-run" }],
    });
    expect(said).toContain("Created automation 'by-file'");
    const inspect = async () => {
      const text = await subject.client.command("automation", "inspect", "by-file", "--json");
      return z.array(z.object({ enabled: z.boolean(), description: z.string() })).parse([JSON.parse(text)].flat())[0];
    };
    expect(await inspect()).toEqual({ enabled: true, description: "kept by a test" });
    await subject.client.command("automation", "pause", "by-file");
    expect(await inspect()).toMatchObject({ enabled: false });
    await subject.client.command("--no-prompt", "automation", "delete", "by-file");
    expect(await subject.post("/automations/count", { automations: { name: { any_: ["by-file"] } } })).toBe(0);
  });

  test("run a deployment when a run of Prefect's client fails", async () => {
    const deployment_id = await mendFailures(subject);
    const seen = await subject.client.runShapes(["failing"]);
    const [made] = await subject.runsThat({ deployment_id: { any_: [deployment_id] } }, () => true);
    const [failed] = await subject.runsThat({ id: { any_: [seen.get("failing")?.id] } }, () => true);
    expect(failed?.state_type).toBe("FAILED");
    expect(made).toMatchObject({
      created_by: { type: "AUTOMATION", display_value: "mend-it" },
      parameters: { broken: expect.any(String), message: "py-failing is Failed" },
    });
  });

  test("end a run whose heartbeat is lost", async () => {
    await endLostRuns(subject);
    const flow_id = await subject.make("/flows/", { name: "hearted" });
    const ids = await Promise.all(
      [1, 2].map(() => subject.make("/flow_runs/", { flow_id, state: { type: "RUNNING" } })),
    );
    const [lost, alive] = ids;
    await happen(subject, lost, "heartbeat");
    await happen(subject, alive, "heartbeat", "Completed");
    const [ended] = await subject.runsThat({ id: { any_: ids } }, ({ state_type }) => state_type === "CRASHED");
    expect(ended?.id).toBe(lost);
    const still = await subject.runsThat({ id: { any_: [alive] } }, () => true);
    expect(still.map(({ state_type }) => state_type)).toEqual(["RUNNING"]);
  });
});
