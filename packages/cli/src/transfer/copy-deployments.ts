import { createAutomation, filterAutomations } from "@tutti/client/automations";
import { createDeployment, filterDeployments, readDeploymentByName } from "@tutti/client/deployments";
import { filterFlows, registerFlow } from "@tutti/client/flows";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { parseExact } from "@tutti/core/exact-json";
import type { Deployment } from "@tutti/core/wire/deployment";
import { deployedBody } from "@tutti/project/deploy/deployed-body";
import { readPages } from "../runs/read-pages.ts";
import { copyAll, type Outcome } from "./copy-all.ts";

const ALL = Number.MAX_SAFE_INTEGER;

/** Flows, their deployments with their schedules, and automations, in which ids are those of the other server. */
export async function copyDeployments(from: ApiClient, to: ApiClient, ids: Map<string, string>): Promise<Outcome[]> {
  const flows = await readPages(ALL, (page) => filterFlows(from, page));
  const flowNames = new Map(flows.map(({ id, name }) => [id, name]));
  const deployments = await readPages(ALL, (page) => filterDeployments(from, page));
  const automations = await readPages(ALL, (page) => filterAutomations(from, page));
  const nameOf = ({ name }: { readonly name: string }) => name;
  return [
    await copyAll("flows", flows, nameOf, async ({ id, name, tags, labels }) => {
      ids.set(id, (await registerFlow(to, { name, tags, labels: labels ?? {} })).id);
    }),
    await copyAll("deployments", deployments, nameOf, async (deployment) => {
      const there = await readThere(to, flowNames.get(deployment.flow_id) ?? "", deployment.name);
      ids.set(deployment.id, there?.id ?? (await createDeployment(to, bodyOf(deployment, ids))).id);
      return there === null ? deployment : null;
    }),
    await copyAll(
      "automations",
      automations,
      nameOf,
      async ({ id: _id, created: _created, updated: _updated, ...rest }) => {
        const named = await filterAutomations(to, { automations: { name: { any_: [rest.name] } } });
        return named.length > 0 ? null : createAutomation(to, withIds(rest, ids));
      },
    ),
  ];
}

async function readThere(to: ApiClient, flowName: string, name: string): Promise<Deployment | null> {
  try {
    return await readDeploymentByName(to, flowName, name);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

function bodyOf(deployment: Deployment, ids: ReadonlyMap<string, string>): Parameters<typeof createDeployment>[1] {
  const { storage_document_id: storage } = deployment;
  return {
    ...deployedBody(deployment),
    flow_id: ids.get(deployment.flow_id) ?? deployment.flow_id,
    storage_document_id: storage === null ? null : (ids.get(storage) ?? storage),
  };
}

/** The same with every id that was copied replaced by its new one, wherever it stands. */
function withIds<T>(value: T, ids: ReadonlyMap<string, string>): T {
  const text = JSON.stringify(value).replaceAll(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g, (id) => ids.get(id) ?? id);
  // The same JSON but for ids, so it has the same type.
  return parseExact(text) as T;
}
