import type { ApiClient } from "@tutti/client/http";
import type { Environment } from "@tutti/core/settings/read-settings";
import { applyPlan } from "@tutti/project/deploy/apply-plan";
import type { DeclaredDeployment } from "@tutti/project/deploy/declared-deployment";
import { type DeploymentPlan, planName } from "@tutti/project/deploy/deployment-plan";
import { refuseTakenNames } from "@tutti/project/deploy/flow-conflicts";
import { planDeployment } from "@tutti/project/deploy/plan-deployment";
import { parseEntryPoint } from "@tutti/project/entry-point";
import { describeFlow } from "@tutti/project/flow-description/describe-flow";
import { findFlows } from "@tutti/project/flow-description/find-flows";
import { failureOf } from "../failure.ts";

const DEPLOYMENT = "dev";

export interface DevFlow {
  readonly entrypoint: string;
  readonly deploymentId: string;
  /** `main-flow/dev` */
  readonly name: string;
}

/** What came of looking at the folder again. */
export interface DevRound {
  /** Those that were sent, for the first time or because what is deployed of them has changed. */
  readonly sent: readonly DevFlow[];
  readonly problems: readonly { readonly entrypoint: string; readonly problem: string }[];
  /** Those that are not in the folder any more. */
  readonly gone: readonly DevFlow[];
  readonly warnings: readonly string[];
}

export interface DevPlace {
  readonly api: ApiClient;
  readonly folder: string;
  readonly environment: Environment;
  readonly pool: string;
}

/** The flows of a folder, each deployed as `<flow>/dev`. One that cannot be loaded keeps none of the others from it. */
export class DevFlows {
  readonly #place: DevPlace;
  readonly #deployed = new Map<string, DevFlow & { readonly content: string }>();

  constructor(place: DevPlace) {
    this.#place = place;
  }

  all(): readonly DevFlow[] {
    return [...this.#deployed.values()];
  }

  async deploy(): Promise<DevRound> {
    const found = await findFlows(this.#place.folder);
    const round = { sent: new Array<DevFlow>(), problems: new Array<DevRound["problems"][number]>() };
    const warnings: string[] = [];
    const plans: DeploymentPlan[] = [];
    for (const entrypoint of found) {
      try {
        const plan = await this.#plan(entrypoint);
        await refuseTakenNames([...plans, plan], this.#place.folder);
        plans.push(plan);
        const flow = await this.#send(entrypoint, plan);
        if (flow === null) continue;
        round.sent.push(flow);
        warnings.push(...plan.warnings.map((warning) => `${flow.name}: ${warning}`));
      } catch (error) {
        round.problems.push({ entrypoint, problem: problemOf(error) });
      }
    }
    return { ...round, warnings, gone: this.#forget(found) };
  }

  async #plan(entrypoint: string): Promise<DeploymentPlan> {
    const { api, folder, environment, pool } = this.#place;
    const entryPoint = parseEntryPoint(entrypoint);
    const flow = await describeFlow(entryPoint, folder, environment);
    const declared: DeclaredDeployment = { ...UNSAID, entryPoint, name: DEPLOYMENT, workPoolName: pool };
    return planDeployment(declared, flow, { folder, environment }, api);
  }

  /** Null where the server has it as it is. */
  async #send(entrypoint: string, plan: DeploymentPlan): Promise<DevFlow | null> {
    const content = JSON.stringify([plan.flowName, plan.body]);
    if (plan.deployed !== null && this.#deployed.get(entrypoint)?.content === content) return null;
    const { id } = await applyPlan(plan, this.#place.api);
    const flow = { entrypoint, deploymentId: id, name: planName(plan) };
    this.#deployed.set(entrypoint, { ...flow, content });
    return flow;
  }

  #forget(found: readonly string[]): DevFlow[] {
    const gone = this.all().filter(({ entrypoint }) => !found.includes(entrypoint));
    for (const { entrypoint } of gone) this.#deployed.delete(entrypoint);
    return gone;
  }
}

/** Schedules and pauses stay as somebody set them in the dashboard. */
const UNSAID = {
  description: null,
  version: null,
  tags: [DEPLOYMENT],
  parameters: {},
  enforceParameterSchema: true,
  paused: null,
  concurrency: null,
  workQueueName: null,
  jobVariables: {},
  schedules: null,
  triggers: [],
  pullSteps: null,
} as const;

function problemOf(error: unknown): string {
  const { cause, fix } = failureOf(error, ["dev"]);
  return fix === null ? cause : `${cause} ${fix}`;
}
