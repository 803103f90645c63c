import type { BlockKind, TargetKind } from "@tutti/core/automation/action-form";
import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { Flow } from "@tutti/core/wire/flow";
import { useQuery } from "@tanstack/react-query";
import { readAll } from "../../api/read-all.ts";
import { automations } from "./automations-query.ts";

export interface ObjectOption {
  readonly id: string;
  readonly words: string;
}

type Named = { readonly id: string; readonly name: string };

function readNamed<T extends Named>(path: string, signal: AbortSignal): Promise<T[]> {
  return readAll<T>(path, {}, { signal });
}

const READERS = {
  deployment: async (signal: AbortSignal) => {
    const [deployments, flows] = await Promise.all([
      readNamed<Deployment>("/deployments/filter", signal),
      readNamed<Flow>("/flows/filter", signal),
    ]);
    const flowNames = new Map(flows.map(({ id, name }) => [id, name]));
    return deployments.map(({ id, name, flow_id }) => ({ id, words: `${flowNames.get(flow_id) ?? "?"} / ${name}` }));
  },
  flow: async (signal: AbortSignal) => optionsOf(await readNamed<Flow>("/flows/filter", signal)),
  "work-pool": async (signal: AbortSignal) => optionsOf(await readNamed<Named>("/work_pools/filter", signal)),
  "work-queue": async (signal: AbortSignal) => {
    const queues = await readNamed<Named & { work_pool_name?: string | null }>("/work_queues/filter", signal);
    return queues.map(({ id, name, work_pool_name: pool }) => ({ id, words: pool ? `${pool} / ${name}` : name }));
  },
};

function optionsOf(objects: readonly Named[]): ObjectOption[] {
  return objects.map(({ id, name }) => ({ id, words: name }));
}

/** What can be chosen of a kind, by name; undefined until it is known. */
export function useObjectOptions(kind: TargetKind | "flow"): ObjectOption[] | undefined {
  const all = useQuery({ ...automations(), enabled: kind === "automation" });
  const others = useQuery({
    queryKey: ["object-options", kind],
    queryFn: ({ signal }) => (kind === "automation" ? [] : READERS[kind](signal)),
    enabled: kind !== "automation",
  });
  const options = kind === "automation" ? all.data && optionsOf(all.data) : others.data;
  return options?.toSorted((a, b) => a.words.localeCompare(b.words));
}

/** Blocks that an action can send with. */
export function useBlockOptions(kind: BlockKind): ObjectOption[] | undefined {
  const blocks = useQuery({
    queryKey: ["object-options", "blocks"],
    queryFn: ({ signal }) => readNamed<BlockDocument>("/block_documents/filter", signal),
  });
  return blocks.data
    ?.filter(({ block_schema, block_type }) =>
      kind === "webhook" ? block_type?.slug === "webhook" : (block_schema?.capabilities ?? []).includes("notify"),
    )
    .map(({ id, name, block_type_name }) => ({ id, words: `${name} (${block_type_name})` }));
}
