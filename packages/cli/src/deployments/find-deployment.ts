import { filterDeployments, readDeployment, readDeploymentByName } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { Deployment } from "@tutti/core/wire/deployment";
import { readNamed } from "../not-found.ts";
import { flowNames } from "../runs/flow-names.ts";

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
/** Among how many deployments a name that was mistyped is looked for. */
const NEAREST_OF = 200;

/** A deployment and the name people know it by: its flow's, a slash, its own. */
export interface NamedDeployment {
  readonly deployment: Deployment;
  readonly fullName: string;
}

/**
 * The deployment that a person means, by `flow/deployment` or by id. Throws `not_found` with the nearest name, and
 * `invalid_usage` for what is neither.
 */
export async function findDeployment(api: ApiClient, reference: string): Promise<NamedDeployment> {
  if (UUID.test(reference)) return named(api, await readById(api, reference));
  const [flowName, name, ...rest] = reference.split("/");
  if (flowName === undefined || name === undefined || rest.length > 0) {
    throw new TuttiError("invalid_usage", `A deployment is named <flow>/<deployment>, or by its id, not ${reference}.`);
  }
  const deployment = await readNamed({
    kind: "deployment",
    name: reference,
    read: () => readDeploymentByName(api, flowName, name),
    names: () => deploymentNames(api),
  });
  return { deployment, fullName: reference };
}

/** What NAME or --id names; one of them must. Throws `invalid_usage`. */
export function oneReference(name: string | undefined, id: string | null): string {
  if (name !== undefined && id !== null) throw new TuttiError("invalid_usage", "Give a name or --id, not both.");
  const reference = name ?? id;
  if (reference !== null) return reference;
  throw new TuttiError("invalid_usage", "Which deployment? Give <flow>/<deployment>, or --id <id>.");
}

async function readById(api: ApiClient, id: string): Promise<Deployment> {
  try {
    return await readDeployment(api, id);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new TuttiError("not_found", `No deployment has the id ${id}.`, { cause: error });
  }
}

async function named(api: ApiClient, deployment: Deployment): Promise<NamedDeployment> {
  const flows = await flowNames(api, [deployment.flow_id]);
  return { deployment, fullName: `${flows.get(deployment.flow_id) ?? ""}/${deployment.name}` };
}

async function deploymentNames(api: ApiClient): Promise<string[]> {
  const deployments = await filterDeployments(api, { sort: "UPDATED_DESC", limit: NEAREST_OF });
  const flows = await flowNames(
    api,
    deployments.map(({ flow_id }) => flow_id),
  );
  return deployments.map(({ flow_id, name }) => `${flows.get(flow_id) ?? ""}/${name}`);
}
