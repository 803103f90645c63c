import { TuttiError } from "@tutti/core/errors";
import { applyPlan } from "@tutti/project/deploy/apply-plan";
import { planDeployment } from "@tutti/project/deploy/plan-deployment";
import { describeFlow } from "@tutti/project/flow-description/describe-flow";
import type { CommandContext } from "../context.ts";
import { declareByOptions } from "./declare.ts";
import type { DeployOptions } from "./deploy-options.ts";
import { tellDeployed } from "./tell-deployed.ts";

export async function deployFlows(
  context: CommandContext,
  entrypoint: string | null,
  options: DeployOptions,
): Promise<void> {
  const { output } = context;
  const [name] = options.names;
  if (entrypoint === null || name === undefined || options.pool === null) {
    throw new TuttiError("invalid_usage", "An entry point, --name and --pool are needed.");
  }
  const folder = process.cwd();
  const declared = declareByOptions(entrypoint, name, options.pool, options);
  const [api, settings] = await Promise.all([context.connect(), context.settings()]);
  const flow = await describeFlow(declared.entryPoint, folder, settings);
  const plan = await planDeployment(declared, flow, folder, api);
  for (const warning of plan.warnings) output.say(`${output.styleAside("yellow", "Warning:")} ${warning}`);
  const deployment = await applyPlan(plan, api);
  if (options.output === "json") output.json([deployment]);
  else await tellDeployed([{ plan, deployment }], api, output);
}
