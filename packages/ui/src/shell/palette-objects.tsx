import type { AssetsPage } from "@tutti/core/wire/asset";
import { request } from "../api/http.ts";
import { queryClient } from "../api/query-client.ts";
import { readAll } from "../api/read-all.ts";
import { Icon, type IconName } from "../components/icon.tsx";
import type { PaletteItem } from "./palette-items.tsx";

// What there is little of is read once, and looked through here as one types.

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Kind {
  readonly note: string;
  readonly icon: IconName;
  readonly read: () => Promise<readonly Named[]>;
  readonly open: (object: Named) => PaletteItem["act"];
}

const FRESH_MS = 30_000;
const EACH_MAX = 4;

function list(path: string): () => Promise<readonly Named[]> {
  return () => readAll<Named>(path, {});
}

const KINDS: readonly Kind[] = [
  {
    note: "work pool",
    icon: "pools",
    read: list("/work_pools/filter"),
    open:
      ({ name }) =>
      (navigate) =>
        void navigate({ to: "/work-pools/work-pool/$name", params: { name } }),
  },
  {
    note: "block",
    icon: "blocks",
    read: list("/block_documents/filter"),
    open:
      ({ id }) =>
      (navigate) =>
        void navigate({ to: "/blocks/block/$id", params: { id } }),
  },
  {
    note: "automation",
    icon: "automations",
    read: list("/automations/filter"),
    open:
      ({ id }) =>
      (navigate) =>
        void navigate({ to: "/automations/automation/$id", params: { id } }),
  },
  {
    note: "variable",
    icon: "variables",
    read: list("/variables/filter"),
    open:
      ({ name }) =>
      (navigate) =>
        void navigate({ to: "/variables", search: { q: name } }),
  },
  {
    note: "artifact",
    icon: "document",
    read: async () => {
      const body = { artifacts: { type: { not_any_: ["result"] } } };
      const latest = await readAll<{ id: string; key: string }>("/artifacts/latest/filter", body);
      return latest.map(({ id, key }) => ({ id, name: key }));
    },
    open:
      ({ name }) =>
      (navigate) =>
        void navigate({ to: "/artifacts/key/$key", params: { key: name } }),
  },
  {
    note: "asset",
    icon: "assets",
    read: async () => {
      const { results } = await request<AssetsPage>("/tutti/assets/page", { method: "POST", body: { limit: 100 } });
      return results.map(({ key, name }) => ({ id: key, name: name === null ? key : `${name} ${key}` }));
    },
    open:
      ({ id: key }) =>
      (navigate) =>
        void navigate({ to: "/assets/asset", search: { key } }),
  },
];

/** Pools, blocks, automations, variables, artifacts and assets in whose names the text stands, or whose id it is. */
export async function findObjects(text: string): Promise<PaletteItem[]> {
  const wanted = text.toLowerCase();
  const found = await Promise.all(
    KINDS.map(async (kind) => {
      const queryKey = ["palette-objects", kind.note];
      const all = await queryClient.fetchQuery({ queryKey, queryFn: kind.read, staleTime: FRESH_MS });
      const fitting = all.filter(({ id, name }) => name.toLowerCase().includes(wanted) || id === wanted);
      return fitting.slice(0, EACH_MAX).map((object) => itemOf(kind, object));
    }),
  );
  return found.flat();
}

function itemOf({ note, icon, open }: Kind, object: Named): PaletteItem {
  return { key: `${note} ${object.id}`, icon: <Icon name={icon} />, words: object.name, note, act: open(object) };
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The task run with this id. */
export async function findTaskRun(text: string, signal: AbortSignal): Promise<PaletteItem[]> {
  if (!UUID.test(text)) return [];
  const body = { task_runs: { id: { any_: [text] } }, limit: 1 };
  const tasks = await request<Named[]>("/task_runs/filter", { method: "POST", body, signal });
  return tasks.map(({ id, name }) => ({
    key: id,
    icon: <Icon name="table" />,
    words: name,
    note: "task run",
    act: (navigate) => void navigate({ to: "/runs/task-run/$id", params: { id } }),
  }));
}
