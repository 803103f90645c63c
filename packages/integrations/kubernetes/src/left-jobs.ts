import { z } from "zod";
import { type Cluster, ClusterError } from "./cluster.ts";
import { NOTES } from "./job-notes.ts";
import { type JobView, jobView } from "./job-view.ts";
import { labelValue } from "./label-text.ts";

const list = z.looseObject({ items: z.array(z.unknown()) });

export const WORKER_LABEL = "prefect.io/worker-name";

/** Who asks, and who else is there. */
export interface Asker {
  /** The asking process. */
  readonly id: string;
  readonly name: string;
  /** The names of the pool's workers that are there. */
  readonly serving: () => Promise<readonly string[]>;
}

/** Takes over the jobs of a pool whose worker is not there any more. */
export async function leftJobs(cluster: Cluster, selector: string, asker: Asker): Promise<JobView[]> {
  const jobs = (await jobsOf(cluster, selector)).filter((job) => isOpen(job, asker.id));
  if (jobs.length === 0) return [];
  // A name that is the asker's own was that of a worker before it.
  const others = new Set((await asker.serving()).filter((name) => name !== asker.name).map(labelValue));
  const left: JobView[] = [];
  for (const job of jobs) {
    if (others.has(job.labels[WORKER_LABEL] ?? "")) continue;
    const claimed = await claim(cluster, job, asker);
    if (claimed !== null) left.push(claimed);
  }
  return left;
}

/** Those of all namespaces; none where the worker may not see them. */
async function jobsOf(cluster: Cluster, labelSelector: string): Promise<JobView[]> {
  try {
    const { items } = list.parse(await cluster.get("/apis/batch/v1/jobs", { labelSelector }));
    return items.map(jobView);
  } catch (error) {
    if (error instanceof ClusterError && error.status === 403) return [];
    throw error;
  }
}

function isOpen({ annotations }: JobView, id: string): boolean {
  return annotations[NOTES.ended] === undefined && annotations[NOTES.watcher] !== id;
}

/** One of those that ask gets it: the others come too late with the version that they saw. */
async function claim(cluster: Cluster, job: JobView, { id, name }: Asker): Promise<JobView | null> {
  const { namespace, resourceVersion } = job;
  const labels = { [WORKER_LABEL]: labelValue(name) };
  const metadata = { resourceVersion, labels, annotations: { [NOTES.watcher]: id } };
  try {
    return jobView(await cluster.patch(`/apis/batch/v1/namespaces/${namespace}/jobs/${job.name}`, { metadata }));
  } catch (error) {
    if (error instanceof ClusterError && (error.status === 409 || error.status === 404)) return null;
    throw error;
  }
}
