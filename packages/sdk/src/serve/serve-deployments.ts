import { createDeployment, updateDeployment } from "@tutti/client/deployments";
import { registerFlow } from "@tutti/client/flows";
import { tuttiHome } from "@tutti/client/api-settings";
import { withProfile } from "@tutti/client/profile-environment";
import { reasonOf } from "@tutti/client/response-error";
import type { ApiClient } from "@tutti/client/http";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkCount } from "../check-count.ts";
import { connect } from "../connection.ts";
import { printLine } from "../print-line.ts";
import type { ServingOptions } from "./deployment-options.ts";
import { servingConsole } from "./serving-console.ts";
import { StopSignals } from "./stop-signals.ts";
import type { FlowDeployment } from "./to-deployment.ts";

const DEFAULT_LIMIT = 5;
const POLL_SECONDS = 2;
const PREFETCH_SECONDS = 10;
const GRACE_SECONDS = 30;

interface Deployed {
  readonly id: string;
  /** `flow/deployment`. */
  readonly name: string;
}

/**
 * Deploys, and executes the runs that are due, each in a process of its own, until a signal: the first lets those under way
 * finish and takes no more, the second ends them. Unless told otherwise the schedules are paused meanwhile. `runsOnce` ends
 * when what is due now has ended. Rejects with `invalid_deployment` before anything is sent.
 */
export async function serveDeployments(
  deployments: readonly FlowDeployment[],
  { limit = DEFAULT_LIMIT, pauseOnShutdown = true, runsOnce = false }: ServingOptions & { readonly runsOnce?: boolean },
): Promise<void> {
  checkCount("limit", limit);
  const { checkBody } = await import("@tutti/project/deploy/check-plan");
  // All of them before the first is sent.
  for (const { body } of deployments) checkBody(body);
  const { api } = await connect();
  const deployed: Deployed[] = [];
  for (const deployment of deployments) deployed.push(await deploy(deployment, api));
  const { server, close } = await makeServer(deployed, api, limit);
  const signals = new StopSignals(() => server.runCount);
  void signals.second.then(() => server.endRuns());
  try {
    if (runsOnce) await Promise.race([server.runOnce(), signals.first]);
    else {
      await server.start();
      sayServing(deployed);
      await signals.first;
    }
    if (pauseOnShutdown && !runsOnce) await pause(deployed, api);
    await server.stop();
    await close();
  } finally {
    signals.end();
  }
}

async function deploy({ flowName, body, triggers }: FlowDeployment, api: ApiClient): Promise<Deployed> {
  const flow = await registerFlow(api, { name: flowName });
  const { id, work_pool_name, work_queue_name } = await createDeployment(api, { ...body, flow_id: flow.id });
  // One that was sent to a pool before stays there until it is taken out: the pool's workers would have its runs.
  if (work_pool_name !== null || work_queue_name !== null) {
    await updateDeployment(api, id, { work_pool_name: null, work_queue_name: null });
  }
  if (triggers !== undefined && triggers !== null) {
    const { replaceTriggers } = await import("@tutti/project/deploy/replace-triggers");
    await replaceTriggers(api, id, triggers);
  }
  return { id, name: `${flowName}/${body.name}` };
}

async function makeServer(deployed: readonly Deployed[], api: ApiClient, limit: number) {
  const { DeploymentServer } = await import("@tutti/worker/deployment-server");
  const { ProcessLauncher } = await import("@tutti/worker/process/process-launcher");
  const { url } = await api.address();
  const environment = await withProfile(process.env);
  const launcher = new ProcessLauncher({
    folder: join(tuttiHome(environment), "workers"),
    // Whoever serves the same goes on with what this process leaves when it is killed.
    place: {
      pool: `serve ${deployed
        .map(({ id }) => id)
        .toSorted()
        .join(" ")}`,
      api: url,
    },
    tuttiCommand: [process.execPath, fileURLToPath(import.meta.resolve("../runner/main.ts"))],
    environment,
  });
  const server = new DeploymentServer({
    api,
    launcher,
    narrator: servingConsole,
    deploymentIds: deployed.map(({ id }) => id),
    name: `serve ${hostname()}-${process.pid}`,
    limit,
    querySeconds: POLL_SECONDS,
    prefetchSeconds: PREFETCH_SECONDS,
    graceSeconds: GRACE_SECONDS,
  });
  return { server, close: () => launcher.close() };
}

function sayServing(deployed: readonly Deployed[]): void {
  const names = deployed.map(({ name }) => `'${name}'`).join(", ");
  printLine(`Serving ${names}. Ctrl-C stops it. To run one now:`);
  for (const { name } of deployed) printLine(`  tutti deployment run '${name}'`);
}

async function pause(deployed: readonly Deployed[], api: ApiClient): Promise<void> {
  for (const { id, name } of deployed) {
    await updateDeployment(api, id, { paused: true }).catch((error: unknown) => {
      printLine(`tutti: the schedules of '${name}' were not paused (${reasonOf(error)})`);
    });
  }
}
