import { AutomationBench } from "./automation-bench.ts";
import type { DatabaseUnderTest } from "./databases.ts";
import { newFlow, proposeState } from "./requests.ts";
import { RouteClient } from "./route-client.ts";

const FLOW_RUN = "prefect.flow-run.";

/** Automations around a deployment whose runs they start. */
export class RunStarters {
  readonly bench: AutomationBench;
  readonly client: RouteClient;
  readonly #deployment: string;
  readonly #made: string[] = [];

  private constructor(bench: AutomationBench, client: RouteClient, deployment: string) {
    this.bench = bench;
    this.client = client;
    this.#deployment = deployment;
  }

  static async open(database: DatabaseUnderTest): Promise<RunStarters> {
    const bench = await AutomationBench.open(database);
    const client = new RouteClient(bench.store, bench.deps);
    const flow_id = await newFlow(bench.store);
    const answer = await client.expect(201, "POST", "/deployments/", { name: `d-${flow_id}`, flow_id });
    return new RunStarters(bench, client, String(Reflect.get(Object(answer), "id")));
  }

  /** Ends what would hear of other tests. */
  async close(): Promise<void> {
    for (const id of this.#made) await this.bench.store.command("deleteAutomation", { id });
  }

  /** An automation for what this trigger counts, which runs the deployment unless it is told to do something else. */
  async automate(trigger: object, actions: readonly object[] = [this.#runsDeployment()]): Promise<string> {
    // What was done before is none of its business.
    this.bench.deps.advance(1);
    const id = await this.bench.automate({ type: "event", posture: "Reactive", ...trigger }, actions);
    this.#made.push(id);
    this.bench.deps.advance(1);
    return id;
  }

  async begin(): Promise<void> {
    await this.bench.happen("some.thing");
    await this.bench.settle();
  }

  /** The runs of the deployment, the oldest first. */
  async runs(): Promise<string[]> {
    const deployment = `prefect.deployment.${this.#deployment}`;
    const scheduled = await this.bench.events(`${FLOW_RUN}Scheduled`);
    return scheduled
      .filter(({ related }) => related.some((one) => one["prefect.resource.id"] === deployment))
      .map(({ resource }) => resource["prefect.resource.id"]?.slice(FLOW_RUN.length) ?? "");
  }

  /** The run fails, and tells something of its own before. */
  async execute(id: string): Promise<void> {
    for (const type of ["PENDING", "RUNNING", "FAILED"] as const) await proposeState(this.bench.store, id, { type });
    const run = { "prefect.resource.id": `${FLOW_RUN}${id}`, "prefect.resource.role": "flow-run" };
    await this.bench.happen("some.step", { related: [run] });
    this.bench.deps.advance(1);
    await this.bench.settle();
  }

  #runsDeployment(): object {
    return { type: "run-deployment", source: "selected", deployment_id: this.#deployment };
  }
}
