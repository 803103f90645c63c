import { filterAutomations } from "@tutti/client/automations";
import { filterBlockDocuments } from "@tutti/client/block-documents";
import { filterDeployments } from "@tutti/client/deployments";
import { filterFlows } from "@tutti/client/flows";
import type { ApiClient } from "@tutti/client/http";
import { filterWorkPools } from "@tutti/client/work-pools";
import { filterWorkQueues } from "@tutti/client/work-queues";
import type { BlockKind, TargetKind } from "@tutti/core/automation/action-form";
import { TuttiError } from "@tutti/core/errors";
import { blockSlug } from "../../blocks/find-block.ts";
import { unknownName } from "../../not-found.ts";
import { oneLine } from "../../plain-text.ts";
import { flowNames } from "../../runs/flow-names.ts";
import { readPages } from "../../runs/read-pages.ts";

export type ObjectKind = TargetKind | BlockKind | "flow";

/** What an automation can be about or use, by the name that people know it by. */
export interface NamedObject {
  readonly id: string;
  readonly name: string;
}

const READERS: Readonly<Record<ObjectKind, (api: ApiClient) => Promise<NamedObject[]>>> = {
  flow: (api) => all((page) => filterFlows(api, { sort: "NAME_ASC", ...page })),
  deployment: readDeployments,
  "work-pool": (api) => all((page) => filterWorkPools(api, page)),
  "work-queue": async (api) => {
    const queues = await all((page) => filterWorkQueues(api, page));
    return queues.map(({ id, name, work_pool_name: pool }) => ({ id, name: `${pool ?? ""}/${name}` }));
  },
  automation: (api) => all((page) => filterAutomations(api, page)),
  notification: (api) => readBlocks(api, { block_schemas: { block_capabilities: { all_: ["notify"] } } }),
  webhook: (api) => readBlocks(api, { block_types: { slug: { any_: ["webhook"] } } }),
};

/** What people call them in messages. */
export const OBJECT_WORDS: Readonly<Record<ObjectKind, string>> = {
  flow: "flow",
  deployment: "deployment",
  "work-pool": "work pool",
  "work-queue": "work queue",
  automation: "automation",
  notification: "block that sends notifications",
  webhook: "webhook block",
};

export function objectsOf(api: ApiClient, kind: ObjectKind): Promise<NamedObject[]> {
  return READERS[kind](api);
}

/** The one of this name or id. Throws `not_found` with the nearest name, and `ambiguous_name`. */
export async function objectNamed(api: ApiClient, kind: ObjectKind, reference: string): Promise<NamedObject> {
  const objects = await objectsOf(api, kind);
  const fitting = objects.filter(({ id, name }) => name === reference || id === reference.toLowerCase());
  const [first, ...others] = fitting;
  if (first === undefined) {
    throw unknownName(
      OBJECT_WORDS[kind],
      reference,
      objects.map(({ name }) => name),
    );
  }
  if (others.length === 0) return first;
  const ids = fitting.map(({ id }) => `\n    ${id}`).join("");
  throw new TuttiError("ambiguous_name", `${OBJECT_WORDS[kind]}s called ${oneLine(reference)}; give the id:${ids}`);
}

async function readDeployments(api: ApiClient): Promise<NamedObject[]> {
  const deployments = await all((page) => filterDeployments(api, { sort: "NAME_ASC", ...page }));
  const flows = await flowNames(
    api,
    deployments.map(({ flow_id }) => flow_id),
  );
  return deployments.map(({ id, name, flow_id }) => ({ id, name: `${flows.get(flow_id) ?? ""}/${name}` }));
}

async function readBlocks(
  api: ApiClient,
  filter: Pick<Parameters<typeof filterBlockDocuments>[1], "block_schemas" | "block_types">,
): Promise<NamedObject[]> {
  const blocks = await all((page) => filterBlockDocuments(api, { ...filter, ...page }));
  return blocks.map((block) => ({ id: block.id, name: blockSlug(block) }));
}

function all<T>(read: Parameters<typeof readPages<T>>[1]): Promise<T[]> {
  return readPages(Number.MAX_SAFE_INTEGER, read);
}
