import { loadIntegration } from "@tutti/client/load-integration";
import { TuttiError } from "@tutti/core/errors";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { OpenLauncher } from "@tutti/worker/launcher";
import type { CommandContext } from "../context.ts";
import { loadInstalled } from "./install-integration.ts";
import type { InstallPolicy } from "./install-policy.ts";

const openProcesses: OpenLauncher = async (options) => {
  const { ProcessLauncher } = await import("@tutti/worker/process/process-launcher");
  return new ProcessLauncher({ ...options, tuttiCommand: [process.execPath, process.argv[1] ?? ""] });
};

/** A launcher of an integration, by its package and its module. */
function ofIntegration(name: string, module: string) {
  return async (policy: InstallPolicy, context: CommandContext): Promise<OpenLauncher> => {
    const load = () => loadIntegration<{ openLauncher: OpenLauncher }>(`${name}/${module}`);
    return (await loadInstalled(name, load, policy, context)).openLauncher;
  };
}

const ofWorker = () => Promise.resolve(openProcesses);

/** By the types of pools. Those of integrations are loaded when a pool of their type is served. */
const LAUNCHERS: Readonly<Record<string, (policy: InstallPolicy, context: CommandContext) => Promise<OpenLauncher>>> = {
  "azure-container-instance": ofIntegration("@tutti/azure", "container-instance-launcher"),
  "cloud-run-v2": ofIntegration("@tutti/gcp", "cloud-run-launcher"),
  docker: ofIntegration("@tutti/docker", "docker-launcher"),
  ecs: ofIntegration("@tutti/aws", "ecs-launcher"),
  kubernetes: ofIntegration("@tutti/kubernetes", "kubernetes-launcher"),
  "prefect-agent": ofWorker,
  process: ofWorker,
};

/** Finds what starts the jobs of a pool. Throws `invalid_usage` for a type that none knows, and `missing_integration`. */
export async function findLauncher(
  { name, type }: WorkPool,
  policy: InstallPolicy,
  context: CommandContext,
): Promise<OpenLauncher> {
  const find = LAUNCHERS[type];
  if (find !== undefined) return find(policy, context);
  const types = Object.keys(LAUNCHERS).sort().join(", ");
  throw new TuttiError(
    "invalid_usage",
    `The work pool ${name} is of type ${type}, which no launcher here serves; served are ${types}.`,
  );
}
