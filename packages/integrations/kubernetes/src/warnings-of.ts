import { z } from "zod";
import type { Cluster } from "./cluster.ts";

const events = z.looseObject({
  items: z.array(
    z.looseObject({
      type: z.string().nullish(),
      reason: z.string().nullish(),
      message: z.string().nullish(),
      lastTimestamp: z.string().nullish(),
    }),
  ),
});

/** The last warning that the cluster gave of an object; null when there is none, or none can be read. */
export async function warningsOf(cluster: Cluster, namespace: string, uid: string): Promise<string | null> {
  try {
    const path = `/api/v1/namespaces/${namespace}/events`;
    const { items } = events.parse(
      await cluster.get(path, { fieldSelector: `involvedObject.uid=${uid},type=Warning` }),
    );
    const last = items.toSorted((a, b) => (a.lastTimestamp ?? "").localeCompare(b.lastTimestamp ?? "")).at(-1);
    return last === undefined ? null : [last.reason, last.message].filter(Boolean).join(": ");
  } catch {
    return null;
  }
}
