import type { ApiClient } from "@tutti/client/http";
import type { Deployment } from "@tutti/core/wire/deployment";
import { type DeploymentPlan, planName } from "@tutti/project/deploy/deployment-plan";
import { shellWord } from "@tutti/project/deploy/shell-word";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { uiAddress } from "@tutti/client/ui-address";

export interface Deployed {
  readonly plan: DeploymentPlan;
  readonly deployment: Deployment;
}

/** What was deployed, where it is seen, and what to type next. */
export async function tellDeployed(all: readonly Deployed[], api: ApiClient, output: Output): Promise<void> {
  for (const { plan, deployment } of all) {
    output.line(output.style("bold", oneLine(planName(plan))));
    output.facts([
      ["Id", deployment.id],
      ["Entry point", oneLine(deployment.entrypoint ?? "")],
      ["Work pool", oneLine(plan.workPool.name)],
      ["Dashboard", await uiAddress(api, `/deployments/deployment/${deployment.id}`)],
    ]);
    output.line();
  }
  const waiting = all.filter(({ plan }) => plan.workPool.status !== "READY").map(({ plan }) => plan.workPool.name);
  for (const pool of new Set(waiting)) {
    tellNext(
      "A worker runs it; no worker of its pool is online yet:",
      `tutti worker start --pool ${shellWord(pool)}`,
      output,
    );
  }
  const [first] = all;
  if (first === undefined) return;
  tellNext("To run it now:", `tutti deployment run ${shellWord(planName(first.plan))} --watch`, output);
}

function tellNext(why: string, command: string, output: Output): void {
  output.say(why);
  output.say(`  ${output.styleAside("cyan", command)}`);
}
