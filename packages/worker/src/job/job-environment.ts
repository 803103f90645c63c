import type { Deployment } from "@tutti/core/wire/deployment";
import type { Environment } from "@tutti/core/settings/read-settings";
import type { ApiAddress } from "@tutti/client/api-address";

/** Set for a process that calls the hooks of its run's end, and does nothing else: the run's own process was killed. */
export const END_HOOKS = "TUTTI__END_HOOKS";

/** Who and what a job's process is started for. */
export interface JobContext {
  readonly flowRunId: string;
  readonly flowId: string;
  readonly flowName: string;
  readonly deployment: Pick<Deployment, "id" | "name"> | null;
  readonly workerName: string;
  readonly address: ApiAddress;
}

/**
 * What the process of a run has to know, by the names that Tutti's and Prefect's engines read. The job's own variables
 * stand above it.
 */
export function runEnvironment(context: JobContext): Record<string, string> {
  const { flowRunId, flowId, flowName, deployment, workerName } = context;
  return {
    ...serverEnvironment(context.address),
    TUTTI__FLOW_RUN_ID: flowRunId,
    PREFECT__FLOW_RUN_ID: flowRunId,
    PREFECT__WORKER_NAME: workerName,
    PREFECT__FLOW_ID: flowId,
    PREFECT__FLOW_NAME: flowName,
    ...(deployment === null
      ? {}
      : { PREFECT__DEPLOYMENT_ID: deployment.id, PREFECT__DEPLOYMENT_NAME: deployment.name }),
  };
}

/** The same for a process that is not for one run alone. */
export function runless(environment: Readonly<Record<string, string | null>>): Record<string, string | null> {
  const { TUTTI__FLOW_RUN_ID: _tutti, PREFECT__FLOW_RUN_ID: _prefect, ...rest } = environment;
  return rest;
}

/** Where the server is, for programs of both families. */
export function serverEnvironment({ url, authString, uiUrl = null }: ApiAddress): Record<string, string> {
  const password =
    authString === null ? {} : { TUTTI_API_AUTH_STRING: authString, PREFECT_API_AUTH_STRING: authString };
  const pages = uiUrl === null ? {} : { TUTTI_UI_URL: uiUrl, PREFECT_UI_URL: uiUrl };
  return { TUTTI_API_URL: url, PREFECT_API_URL: url, ...password, ...pages };
}

/** Environments over one another, the last the strongest; null takes a variable away. */
export function layered(
  ...layers: readonly (Environment | Readonly<Record<string, string | null>>)[]
): Record<string, string> {
  const merged: Record<string, string | null | undefined> = Object.assign({}, ...layers);
  const set = Object.entries(merged).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(set);
}
