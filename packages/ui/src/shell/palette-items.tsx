import type { FlowsPage, RunsPage } from "@tutti/core/wire/dashboard";
import type { DeploymentsPage } from "@tutti/core/wire/dashboard-work";
import { useQuery } from "@tanstack/react-query";
import type { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { request } from "../api/http.ts";
import { Icon } from "../components/icon.tsx";
import { StateIcon } from "../components/state-icon.tsx";
import { chooseTheme } from "../preferences/theme.ts";
import { toneOf } from "../state/tone.ts";
import { findObjects, findTaskRun } from "./palette-objects.tsx";
import { PAGES } from "./pages.ts";
import { readRecent } from "./recent-items.ts";

type Navigate = ReturnType<typeof useNavigate>;

export interface PaletteItem {
  key: string;
  icon: ReactNode;
  words: string;
  note: string;
  act: (navigate: Navigate) => void;
}

const FOUND_MAX = 8;
const TYPING_PAUSE_MS = 120;

const COMMANDS: PaletteItem[] = [
  ...PAGES.map(({ to, icon, word, keys }) => page(word, keys, icon, (navigate) => void navigate({ to }))),
  page("Failed runs", "", "warning", (navigate) => {
    void navigate({ to: "/runs", search: { state: ["FAILED", "CRASHED"] } });
  }),
  page("Theme: light", "", "sun", () => chooseTheme("light")),
  page("Theme: dark", "", "moon", () => chooseTheme("dark")),
  page("Theme: as the system", "", "system", () => chooseTheme("system")),
];

function page(
  words: string,
  note: string,
  icon: Parameters<typeof Icon>[0]["name"],
  act: PaletteItem["act"],
): PaletteItem {
  return { key: words, words, note, icon: <Icon name={icon} />, act };
}

/** What the palette offers for a text: commands and recent items first, then what the server finds. */
export function usePaletteItems(text: string): { items: PaletteItem[]; isSearching: boolean } {
  const wanted = useSettled(text);
  const found = useQuery({
    queryKey: ["palette", wanted],
    queryFn: ({ signal }) => find(wanted, signal),
    enabled: wanted !== "",
    placeholderData: (previous) => previous,
  });
  if (text === "") return { items: [...readRecent().map(recent), ...COMMANDS], isSearching: false };
  const commands = COMMANDS.filter(({ words }) => words.toLowerCase().includes(text.toLowerCase()));
  const isSearching = found.isFetching || wanted !== text;
  return { items: [...commands, ...(found.data ?? [])], isSearching };
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

async function find(search: string, signal: AbortSignal): Promise<PaletteItem[]> {
  const ask = { method: "POST", body: { search, limit: FOUND_MAX }, signal } as const;
  const [runs, flows, deployments, objects, tasks] = await Promise.all([
    request<RunsPage>("/tutti/runs/page", ask),
    request<FlowsPage>("/tutti/flows/page", ask),
    request<DeploymentsPage>("/tutti/deployments/page", ask),
    findObjects(search),
    findTaskRun(search, signal),
  ]);
  return [
    ...flows.results.map(({ id, name }) => flow(id, name)),
    ...deployments.results.map(({ id, name, flow_name }) => deployment(id, name, `deployment of ${flow_name}`)),
    ...objects,
    ...tasks,
    ...runs.results.map(foundRun),
  ];
}

function foundRun(run: RunsPage["results"][number]): PaletteItem {
  return {
    key: run.id,
    icon: <StateIcon tone={toneOf(run.state_type, run.state_name)} />,
    words: run.name,
    note: run.flow_name,
    act: (navigate) => void navigate({ to: "/runs/run/$id", params: { id: run.id } }),
  };
}

function flow(id: string, name: string): PaletteItem {
  return {
    key: id,
    icon: <Icon name="flows" />,
    words: name,
    note: "flow",
    act: (navigate) => void navigate({ to: "/flows/flow/$id", params: { id } }),
  };
}

function deployment(id: string, name: string, note: string): PaletteItem {
  return {
    key: id,
    icon: <Icon name="deployments" />,
    words: name,
    note,
    act: (navigate) => void navigate({ to: "/deployments/deployment/$id", params: { id } }),
  };
}

function workPool(id: string, name: string, note: string): PaletteItem {
  return {
    key: id,
    icon: <Icon name="pools" />,
    words: name,
    note,
    act: (navigate) => void navigate({ to: "/work-pools/work-pool/$name", params: { name } }),
  };
}

function recent({ kind, id, name }: ReturnType<typeof readRecent>[number]): PaletteItem {
  if (kind === "flow") return { ...flow(id, name), note: "recent" };
  if (kind === "deployment") return deployment(id, name, "recent");
  if (kind === "work-pool") return workPool(id, name, "recent");
  return {
    key: id,
    icon: <Icon name="clock" />,
    words: name,
    note: "recent",
    act: (navigate) => void navigate({ to: "/runs/run/$id", params: { id } }),
  };
}
