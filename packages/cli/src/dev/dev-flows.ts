import { TuttiError } from "@tutti/core/errors";
import { applyPlan } from "@tutti/project/deploy/apply-plan";
import { type DeploymentPlan, planName } from "@tutti/project/deploy/deployment-plan";
import { refuseTakenNames } from "@tutti/project/deploy/flow-conflicts";
import { KnownFlows } from "../deploy/known-flows.ts";
import { failureOf } from "../failure.ts";
import { describedDeployments, type DevPlace, type DevSource, foundFlows } from "./dev-sources.ts";

export interface DevFlow {
  readonly entrypoint: string;
  readonly deploymentId: string;
  /** `main-flow/dev` */
  readonly name: string;
}

interface DevProblem {
  /** What could not be deployed: an entry point, a deployment of a file, a file. */
  readonly title: string;
  readonly problem: string;
}

/** What came of looking at the folder again. */
export interface DevRound {
  /** Those that were sent, for the first time or because what is deployed of them has changed. */
  readonly sent: readonly DevFlow[];
  readonly problems: readonly DevProblem[];
  /** Those that are not in the folder any more. */
  readonly gone: readonly DevFlow[];
  readonly warnings: readonly string[];
}

/**
 * The flows of a folder, each deployed as `<flow>/dev`, and what its files describe, as `<flow>/<name>-dev`. One that cannot
 * be loaded keeps none of the others from it.
 */
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
    const { sources, problems } = await this.#look();
    const isAllThere = problems.length === 0;
    const [sent, warnings, plans]: [DevFlow[], string[], DeploymentPlan[]] = [[], [], []];
    for (const source of sources) {
      try {
        const plan = await source.plan();
        await refuseTakenNames([...plans, plan], this.#place.folder);
        plans.push(plan);
        const flow = await this.#send(source, plan);
        if (flow === null) continue;
        sent.push(flow);
        warnings.push(...plan.warnings.map((warning) => `${flow.name}: ${warning}`));
      } catch (error) {
        problems.push({ title: source.title, problem: problemOf(error) });
      }
    }
    return { sent, problems, warnings, gone: isAllThere ? this.#forget(sources) : [] };
  }

  /** What there is. A file that cannot be read leaves what was deployed of it as it is. */
  async #look(): Promise<{ sources: DevSource[]; problems: DevProblem[] }> {
    const place = { ...this.#place, flows: new KnownFlows() };
    const found = await foundFlows(place);
    try {
      return { sources: [...found, ...(await describedDeployments(place))], problems: [] };
    } catch (error) {
      if (!(error instanceof TuttiError)) throw error;
      return { sources: found, problems: [{ title: "the project's files", problem: problemOf(error) }] };
    }
  }

  /** Null where the server has it as it is. */
  async #send({ title, entrypoint }: DevSource, plan: DeploymentPlan): Promise<DevFlow | null> {
    const { schedules: _schedules, ...body } = plan.body;
    const content = JSON.stringify([plan.flowName, body]);
    if (plan.deployed !== null && this.#deployed.get(title)?.content === content) return null;
    const { id } = await applyPlan(plan, this.#place.api);
    const flow = { entrypoint, deploymentId: id, name: planName(plan) };
    this.#deployed.set(title, { ...flow, content });
    return flow;
  }

  #forget(sources: readonly DevSource[]): DevFlow[] {
    const titles = new Set(sources.map(({ title }) => title));
    const gone = [...this.#deployed].filter(([title]) => !titles.has(title));
    for (const [title] of gone) this.#deployed.delete(title);
    return gone.map(([, flow]) => flow);
  }
}

function problemOf(error: unknown): string {
  const { cause, fix } = failureOf(error, ["dev"]);
  if (fix === null) return cause;
  return /[.?!]$/.test(cause) ? `${cause} ${fix}` : `${cause}. ${fix}`;
}
