import { z } from "zod";

const runSchema = z.looseObject({
  name: z.string(),
  state_type: z.string(),
  auto_scheduled: z.boolean(),
  parameters: z.record(z.string(), z.unknown()),
  tags: z.array(z.string()),
  work_queue_name: z.string().nullable(),
  expected_start_time: z.string(),
});

/** What is asked of a server over HTTP, beside what Prefect's own programs do. */
export class DeploymentApi {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  async deployment(name: string): Promise<Record<string, unknown> | null> {
    const response = await fetch(`${this.#origin}/api/deployments/name/deployed/${name}`);
    return response.ok ? z.record(z.string(), z.unknown()).parse(await response.json()) : null;
  }

  async runsOf(name: string) {
    const body = { deployments: { name: { any_: [name] } }, sort: "EXPECTED_START_TIME_ASC" };
    return z.array(runSchema).parse(await this.#post("/flow_runs/filter", body));
  }

  async createPool(name: string): Promise<void> {
    await this.#post("/work_pools/", { name, type: "process" });
  }

  async #post(path: string, body: object): Promise<unknown> {
    const headers = { "content-type": "application/json" };
    const request = { method: "POST", headers, body: JSON.stringify(body) };
    return (await fetch(`${this.#origin}/api${path}`, request)).json();
  }

  async askedFor(name: string) {
    return (await this.runsOf(name)).filter((run) => !run.auto_scheduled);
  }

  async scheduled(name: string) {
    return (await this.runsOf(name)).filter((run) => run.auto_scheduled);
  }
}
