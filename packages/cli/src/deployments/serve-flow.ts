import { entryPointText, parseEntryPoint } from "@tutti/project/entry-point";
import { describeFlow } from "@tutti/project/flow-description/describe-flow";
import { serveDeployments } from "@tutti/sdk/serve/serve-deployments";
import type { FlowDeployment } from "@tutti/sdk/serve/to-deployment";
import type { CommandContext } from "../context.ts";
import { readAssignments } from "../json-input.ts";
import type { ScheduleChoice } from "./schedule-flags.ts";
import { readSchedule } from "./schedule-options.ts";

export interface ServeFlowOptions extends ScheduleChoice {
  readonly name: string | null;
  readonly description: string | null;
  readonly version: string | null;
  readonly tags: readonly string[];
  readonly param: readonly string[];
  readonly limit: number;
  readonly globalLimit: number | null;
  readonly pauseOnShutdown: boolean | null;
}

/** Serves one flow, in TypeScript, JavaScript or Python, until it is told to stop. */
export async function serveFlow(context: CommandContext, entrypoint: string, options: ServeFlowOptions): Promise<void> {
  const deployment = await deploymentOf(entrypoint, options, { ...(await context.settings()) });
  // Whether there is a server is said here; what serves finds it by the same settings.
  await context.connect();
  Object.assign(process.env, await context.settings());
  await serveDeployments([deployment], {
    limit: options.limit,
    pauseOnShutdown: options.pauseOnShutdown ?? true,
  });
}

async function deploymentOf(
  entrypoint: string,
  options: ServeFlowOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<FlowDeployment> {
  const parameters = { ...readAssignments(options.param, "--param") };
  const schedule = readSchedule(options, new Date());
  const entryPoint = parseEntryPoint(entrypoint);
  const folder = process.cwd();
  const flow = await describeFlow(entryPoint, folder, environment);
  return {
    flowName: flow.name,
    body: {
      name: options.name ?? flow.name,
      entrypoint: entryPointText(entryPoint),
      path: folder,
      pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: folder } }],
      version: options.version ?? flow.version,
      description: options.description ?? flow.description,
      tags: [...options.tags],
      parameters,
      parameter_openapi_schema: { ...flow.parameterSchema },
      enforce_parameter_schema: true,
      paused: false,
      schedules: schedule === null ? [] : [{ schedule }],
      job_variables: entryPoint.language === "python" ? {} : { command: "tutti flow-run execute" },
      ...(options.globalLimit === null ? {} : { concurrency_limit: options.globalLimit }),
    },
  };
}
