import { z } from "zod";

const flowRunSchema = z.object({
  name: z.string(),
  flow_id: z.string(),
  run_count: z.number(),
  state_type: z.string(),
  state_name: z.string(),
  parameters: z.unknown(),
  parent_task_run_id: z.string().nullable(),
});
const taskRunSchema = z.object({
  id: z.string(),
  name: z.string(),
  state_type: z.string().nullable(),
  state_name: z.string().nullable(),
  run_count: z.number(),
});
const stateSchema = z.object({ name: z.string() });
const logSchema = z.object({ message: z.string(), level: z.number() });

/** A busy real server writes events down seconds, at times many, after it took them. */
const PATIENCE_MS = 120_000;

export type FlowRunRecord = z.output<typeof flowRunSchema>;

/** What a server has recorded of a run, read over Prefect's routes: it must be the same on every server. */
export class RunRecords {
  readonly #api: string;

  constructor(origin: string) {
    this.#api = `${origin}/api`;
  }

  flowRun(id: string): Promise<FlowRunRecord> {
    return this.#read(flowRunSchema, `/flow_runs/${id}`);
  }

  async stateNames(id: string): Promise<string[]> {
    const states = await this.#read(z.array(stateSchema), `/flow_run_states/?flow_run_id=${id}`);
    return states.map(({ name }) => name);
  }

  /** The runs that were started inside a run. */
  childrenOf(id: string): Promise<FlowRunRecord[]> {
    const flow_runs = { parent_flow_run_id: { any_: [id] } };
    return this.#read(z.array(flowRunSchema), "/flow_runs/filter", { flow_runs, sort: "EXPECTED_START_TIME_ASC" });
  }

  /**
   * The task runs of a run, as `name-without-its-suffix State ×run_count`, sorted. Waits until there are as many as
   * expected and all have ended, since servers record what was reported after the run itself has ended.
   */
  async taskRuns(id: string, expectedCount: number): Promise<string[]> {
    const isSettled = (rows: z.output<typeof taskRunSchema>[]) =>
      rows.length >= expectedCount && rows.every((row) => ["COMPLETED", "FAILED"].includes(row.state_type ?? ""));
    const rows = await this.#until(isSettled, () =>
      this.#read(z.array(taskRunSchema), "/task_runs/filter", { task_runs: { flow_run_id: { any_: [id] } } }),
    );
    return rows.map((row) => `${row.name.replace(/-[^-]+$/, "")} ${row.state_name} ×${row.run_count}`).sort();
  }

  /** The messages logged by a run, oldest first, once `last` is among them. */
  async messages(id: string, last: RegExp): Promise<string[]> {
    const body = { logs: { flow_run_id: { any_: [id] } }, sort: "TIMESTAMP_ASC" };
    const rows = await this.#until(
      (logs) => logs.some(({ message }) => last.test(message)),
      () => this.#read(z.array(logSchema), "/logs/filter", body),
    );
    return rows.map(({ message }) => message);
  }

  /** Waits until an event of this name can be found: servers record events after they have taken them. */
  async eventNamed(name: string): Promise<void> {
    const occurred = { since: "2020-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z" };
    await this.#until(
      ({ total }) => total > 0,
      () =>
        this.#read(z.object({ total: z.number() }), "/events/filter", {
          filter: { event: { name: [name] }, occurred },
        }),
    );
  }

  async #until<T>(isSettled: (value: T) => boolean, read: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const value = await read();
      if (isSettled(value) || Date.now() > deadline) return value;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async #read<T>(schema: z.ZodType<T>, path: string, body?: unknown): Promise<T> {
    const headers = { "content-type": "application/json" };
    const init = body === undefined ? {} : { method: "POST", headers, body: JSON.stringify(body) };
    const response = await fetch(`${this.#api}${path}`, init);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return schema.parse(await response.json());
  }
}
