import type { LimitUse } from "@tutti/core/wire/limit-use";
import type { LimitTab } from "./limits-search.ts";

const TAG_PREFIX = "tag:";
const DEPLOYMENT_PREFIX = "deployment:";

/** How a limit is called, and among which it is listed: those of tags and deployments have names of the server's. */
export function limitName({ limit: { name }, deployment }: Pick<LimitUse, "limit" | "deployment">): {
  words: string;
  tab: LimitTab;
} {
  if (name.startsWith(TAG_PREFIX)) return { words: name.slice(TAG_PREFIX.length), tab: "tags" };
  if (!name.startsWith(DEPLOYMENT_PREFIX)) return { words: name, tab: "global" };
  return { words: deployment?.name ?? name.slice(DEPLOYMENT_PREFIX.length), tab: "deployments" };
}
