import { z } from "zod";
import type { Cluster } from "./cluster.ts";
import { type JobView, podView, type PodView } from "./job-view.ts";

const list = z.looseObject({ items: z.array(z.unknown()) });

/** The pods of a job as they are now; null when the cluster does not say. */
export async function podsOf(cluster: Cluster, { namespace, name }: JobView): Promise<readonly PodView[] | null> {
  try {
    const path = `/api/v1/namespaces/${namespace}/pods`;
    return list.parse(await cluster.get(path, { labelSelector: `job-name=${name}` })).items.map(podView);
  } catch {
    return null;
  }
}
