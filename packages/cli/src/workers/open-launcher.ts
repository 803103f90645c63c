import { loadIntegration } from "@tutti/client/load-integration";
import { TuttiError } from "@tutti/core/errors";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { Launcher, LauncherOptions, OpenLauncher } from "@tutti/worker/launcher";

const openProcesses: OpenLauncher = async (options) => {
  const { ProcessLauncher } = await import("@tutti/worker/process/process-launcher");
  return new ProcessLauncher({ ...options, tuttiCommand: [process.execPath, process.argv[1] ?? ""] });
};

function ofIntegration(specifier: string): OpenLauncher {
  return async (options) => {
    const { openLauncher } = await loadIntegration<{ openLauncher: OpenLauncher }>(specifier);
    return openLauncher(options);
  };
}

/** By the types of pools. Those of integrations are loaded when a pool of their type is served. */
const LAUNCHERS: Readonly<Record<string, OpenLauncher>> = {
  docker: ofIntegration("@tutti/docker/docker-launcher"),
  kubernetes: ofIntegration("@tutti/kubernetes/kubernetes-launcher"),
  "prefect-agent": openProcesses,
  process: openProcesses,
};

/** Opens what starts the jobs of a pool. Throws `invalid_usage` for a type that none knows, and `missing_integration`. */
export async function openLauncher({ name, type }: WorkPool, options: LauncherOptions): Promise<Launcher> {
  const open = LAUNCHERS[type];
  if (open !== undefined) return open(options);
  const types = Object.keys(LAUNCHERS).sort().join(", ");
  throw new TuttiError(
    "invalid_usage",
    `The work pool ${name} is of type ${type}, which no launcher here serves; served are ${types}.`,
  );
}
