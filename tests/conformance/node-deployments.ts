import { fileURLToPath } from "node:url";
import { z } from "zod";
import { RunRecords } from "./recorded-run.ts";

/** The folder with the flows in TypeScript that are deployed. */
export const FLOWS = fileURLToPath(new URL("typescript", import.meta.url));

const withId = z.object({ id: z.string() });

/** Deployments in TypeScript on a server, Prefect's or Tutti's, spoken to over Prefect's routes alone. */
export class NodeDeployments {
  readonly records: RunRecords;
  readonly #api: string;

  constructor(origin: string) {
    this.#api = `${origin}/api`;
    this.records = new RunRecords(origin);
  }

  /** Deploys to a pool as `tutti deploy` does: with the command that Prefect's workers start as it is. */
  async deploy(flow: string, pool: string, exportName = flow): Promise<string> {
    const { id: flow_id } = withId.parse(await this.post("/flows/", { name: flow }));
    const deployment = {
      name: `node-${exportName}`,
      flow_id,
      entrypoint: `deployed.ts:${exportName}`,
      pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: FLOWS } }],
      job_variables: { command: "tutti flow-run execute" },
      work_pool_name: pool,
    };
    return withId.parse(await this.post("/deployments/", deployment)).id;
  }

  async deploymentNamed(name: string): Promise<Record<string, unknown>> {
    const answer = await fetch(`${this.#api}/deployments/name/${name}`);
    return z.record(z.string(), z.unknown()).parse(await answer.json());
  }

  async run(deploymentId: string, parameters: object = {}): Promise<string> {
    return withId.parse(await this.post(`/deployments/${deploymentId}/create_flow_run`, { parameters })).id;
  }

  /** Waits until the run is in one of these states, by name; gives which. */
  async until(id: string, ...names: string[]): Promise<string> {
    for (;;) {
      const { state_name } = await this.records.flowRun(id);
      if (names.includes(state_name)) return state_name;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async messageOf(id: string): Promise<string> {
    const answer = await fetch(`${this.#api}/flow_runs/${id}`);
    return z.object({ state: z.object({ message: z.string() }) }).parse(await answer.json()).state.message;
  }

  cancel(id: string): Promise<unknown> {
    return this.post(`/flow_runs/${id}/set_state`, { state: { type: "CANCELLING", name: "Cancelling" } });
  }

  async post(path: string, body: unknown): Promise<unknown> {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${this.#api}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}
