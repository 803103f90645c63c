import { fileURLToPath } from "node:url";
import { serveDeployments } from "@tutti/sdk/serve/serve-deployments";
import type { FlowDeployment } from "@tutti/sdk/serve/to-deployment";
import type { CommandContext } from "../context.ts";
import { readSchedule } from "../deployments/schedule-options.ts";
import type { ShellParameters } from "./shell-command.ts";

const PROGRAM = fileURLToPath(import.meta.resolve("./shell-command.ts"));

export interface ServeShellOptions {
  readonly flowName: string;
  readonly deploymentName: string | null;
  readonly tags: readonly string[];
  readonly logOutput: boolean | null;
  readonly streamStdout: boolean | null;
  readonly cronSchedule: string | null;
  readonly timezone: string | null;
  readonly concurrencyLimit: number | null;
  readonly runOnce: boolean;
}

/** Deploys a shell command, and executes its runs here until it is told to stop, or what is due now. */
export async function serveShell(context: CommandContext, command: string, options: ServeShellOptions): Promise<void> {
  const deployment = deploymentOf(command, options);
  // Whether there is a server is said here; what serves finds it by the same settings.
  await context.connect();
  Object.assign(process.env, await context.settings());
  await serveDeployments([deployment], { runsOnce: options.runOnce });
}

function deploymentOf(command: string, options: ServeShellOptions): FlowDeployment {
  const { cronSchedule: cron, timezone, logOutput, streamStdout, concurrencyLimit } = options;
  const given = { cron, timezone, interval: null, rrule: null, anchorDate: null, dayOr: null };
  const schedule = readSchedule(given, new Date());
  const folder = process.cwd();
  const parameters: ShellParameters = {
    command,
    logOutput: logOutput !== false,
    streamStdout: streamStdout !== false,
  };
  return {
    flowName: options.flowName,
    body: {
      name: options.deploymentName ?? "CLI Runner Deployment",
      entrypoint: `${PROGRAM}:shellCommand`,
      path: folder,
      pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: folder } }],
      tags: [...options.tags],
      parameters: { ...parameters },
      parameter_openapi_schema: PARAMETERS,
      enforce_parameter_schema: true,
      paused: false,
      schedules: schedule === null ? [] : [{ schedule }],
      job_variables: { command: "tutti flow-run execute" },
      ...(concurrencyLimit === null ? {} : { concurrency_limit: concurrencyLimit }),
    },
  };
}

const PARAMETERS = {
  type: "object",
  title: "Parameters",
  required: ["command"],
  properties: {
    command: { type: "string", title: "command", description: "what the shell runs", position: 0 },
    logOutput: { type: "boolean", title: "logOutput", default: true, description: "log what it writes", position: 1 },
    streamStdout: { type: "boolean", title: "streamStdout", default: true, description: "show it", position: 2 },
  },
};
