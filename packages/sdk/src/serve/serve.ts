import { isImporting } from "../engine/import-guard.ts";
import type { TaskServingOptions } from "../background/serve-tasks.ts";
import type { Task } from "../task.ts";
import { taskHandle } from "../task-handle.ts";
import type { ServingOptions } from "./deployment-options.ts";
import type { FlowDeployment } from "./to-deployment.ts";

/**
 * Serves several deployments from one process: `serve(await a.toDeployment(…), await b.toDeployment(…), { limit: 10 })`.
 * Given tasks, executes the runs of them that were delayed: `serve(taskA, taskB, { limit: 10 })`. Resolves when it was told
 * to stop, by Ctrl-C or SIGTERM, and its runs have ended.
 */
export function serve(...given: readonly (FlowDeployment | ServingOptions)[]): Promise<void>;
export function serve(...given: readonly (Task<never, unknown> | TaskServingOptions)[]): Promise<void>;
export async function serve(...given: readonly unknown[]): Promise<void> {
  // The process of a run imports the same file: there it is only to find the flow.
  if (isImporting()) return;
  const deployments = given.filter(isDeployment);
  const handles = given.flatMap((item) => taskHandle(item) ?? []);
  const options: ServingOptions = Object.assign({}, ...given.filter((item) => !isServed(item)));
  const [first] = handles;
  if (deployments.length > 0 && first !== undefined) {
    throw new TypeError(
      "serve takes deployments or tasks, not both: the runs of deployments have processes of their own",
    );
  }
  if (first !== undefined)
    return first.serve(
      handles.map(({ definition }) => definition),
      options,
    );
  if (deployments.length === 0) {
    throw new TypeError("serve needs deployments or tasks: serve(await flow.toDeployment()), serve(task)");
  }
  const { serveDeployments } = await import("./serve-deployments.ts");
  await serveDeployments(deployments, options);
}

function isServed(item: unknown): boolean {
  return isDeployment(item) || taskHandle(item) !== null;
}

function isDeployment(item: unknown): item is FlowDeployment {
  return typeof item === "object" && item !== null && "flowName" in item;
}
