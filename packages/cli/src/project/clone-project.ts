import { join } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import type { Deployment } from "@tutti/core/wire/deployment";
import { readDeployment, readDeploymentByName } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { runSteps } from "@tutti/project/steps/run-steps";
import { serverSources } from "@tutti/client/template/template-sources";
import type { CommandContext } from "../context.ts";

export interface WantedDeployment {
  /** `flow/deployment` */
  readonly name: string | null;
  readonly id: string | null;
}

/** Brings a deployment's code into the present folder, and prints where it is. */
export async function cloneProject(context: CommandContext, wanted: WantedDeployment): Promise<void> {
  const { output, home } = context;
  const api = await context.connect();
  const found = await find(api, wanted);
  const steps = found.pull_steps ?? [];
  if (steps.length === 0) {
    const where = found.path === null || found.path === "" ? "" : `; its code lies in ${found.path}`;
    throw new TuttiError("invalid_usage", `The deployment ${found.name} has no pull steps${where}.`);
  }
  const { directory } = await runSteps(steps, {
    sources: serverSources(api, context.environment),
    directory: process.cwd(),
    environment: context.environment,
    say: (line) => output.say(line),
    cacheDirectory: join(home, "cache"),
  });
  output.line(directory);
}

async function find(api: ApiClient, { name, id }: WantedDeployment): Promise<Deployment> {
  try {
    if (id !== null) return await readDeployment(api, id);
    const [flowName, deploymentName, ...rest] = (name ?? "").split("/");
    if (flowName === undefined || deploymentName === undefined || rest.length > 0) {
      throw new TuttiError("invalid_usage", `"${name ?? ""}" is not of the form flow/deployment.`);
    }
    return await readDeploymentByName(api, flowName, deploymentName);
  } catch (error) {
    if (isNotFound(error)) throw new TuttiError("not_found", `There is no deployment ${name ?? id ?? ""}.`);
    throw error;
  }
}
