import { createDeployment } from "@tutti/client/deployments";
import { registerFlow } from "@tutti/client/flows";
import type { ApiClient } from "@tutti/client/http";

/** A deployment that takes `month` and `path` and goes to the pool `zoompool`; answers its id. */
export async function deploy(api: ApiClient, flowName: string, name: string): Promise<string> {
  const flow = await registerFlow(api, { name: flowName });
  const deployment = await createDeployment(api, {
    name,
    flow_id: flow.id,
    work_pool_name: "zoompool",
    entrypoint: "3.4/orchestrate.ts:mainFlow",
    parameter_openapi_schema: {
      type: "object",
      properties: { month: { type: "integer", default: 1 }, path: { type: "string" } },
    },
  });
  return deployment.id;
}
