import { isImporting } from "../engine/import-guard.ts";
import type { ServingOptions } from "./deployment-options.ts";
import type { FlowDeployment } from "./to-deployment.ts";

/**
 * Serves several deployments from one process: `serve(await a.toDeployment(…), await b.toDeployment(…), { limit: 10 })`.
 * Resolves when it was told to stop, by Ctrl-C or SIGTERM, and its runs have ended.
 */
export async function serve(...given: readonly (FlowDeployment | ServingOptions)[]): Promise<void> {
  // The process of a run imports the same file: there it is only to find the flow.
  if (isImporting()) return;
  const deployments = given.filter((item) => "flowName" in item);
  const options: ServingOptions = Object.assign({}, ...given.filter((item) => !("flowName" in item)));
  if (deployments.length === 0) throw new TypeError("serve needs deployments: serve(await flow.toDeployment())");
  const { serveDeployments } = await import("./serve-deployments.ts");
  await serveDeployments(deployments, options);
}
