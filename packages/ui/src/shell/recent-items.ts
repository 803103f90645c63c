import { readStorage, writeStorage } from "../preferences/preference.ts";

const KEY = "tutti.recent";
const KEPT = 6;

const KINDS = ["run", "flow", "deployment", "work-pool"] as const;

export interface RecentItem {
  kind: (typeof KINDS)[number];
  id: string;
  name: string;
}

export function readRecent(): RecentItem[] {
  try {
    const items: unknown = JSON.parse(readStorage(KEY) ?? "[]");
    return Array.isArray(items) ? items.filter(isRecentItem) : [];
  } catch {
    return [];
  }
}

export function rememberItem(item: RecentItem): void {
  const others = readRecent().filter((known) => known.id !== item.id);
  writeStorage(KEY, JSON.stringify([item, ...others].slice(0, KEPT)));
}

function isRecentItem(item: unknown): item is RecentItem {
  if (typeof item !== "object" || item === null) return false;
  const { kind, id, name } = item as Record<string, unknown>;
  return KINDS.some((known) => known === kind) && typeof id === "string" && typeof name === "string";
}
