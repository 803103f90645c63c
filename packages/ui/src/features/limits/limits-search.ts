import { defined, oneOf, type RawSearch, textOf } from "../../url/search-params.ts";

const LIMIT_TABS = ["global", "tags", "deployments"] as const;
export type LimitTab = (typeof LIMIT_TABS)[number];

export interface LimitsSearch {
  tab?: LimitTab;
  q?: string;
}

export function readLimitsSearch(raw: RawSearch): LimitsSearch {
  return defined({ tab: oneOf(raw["tab"], LIMIT_TABS), q: textOf(raw["q"]) });
}

const INTERNAL = /^(tag|deployment):/;

/** Limits that people made: those of tags and deployments stand elsewhere. */
export function ownLimits<L extends { name: string }>(limits: readonly L[], q = ""): L[] {
  const text = q.toLowerCase();
  return limits
    .filter(({ name }) => !INTERNAL.test(name) && name.toLowerCase().includes(text))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
