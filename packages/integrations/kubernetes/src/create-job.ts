import { randomUUID } from "node:crypto";
import { setTimeout as passed } from "node:timers/promises";
import { LaunchFailure } from "@tutti/worker/launcher";
import { type Cluster, ClusterError } from "./cluster.ts";
import type { Manifest } from "./job-manifest.ts";
import { NOTES } from "./job-notes.ts";
import { type JobView, jobView } from "./job-view.ts";

// J1: a job has its name before the cluster is asked for it, and notes which launch made it: where the answer is lost, asking
//     again makes no second job, and finds the first.

const ATTEMPTS = 4;
const WAIT_MS = 500;

/** Makes the job once, whatever becomes of the answer. Rejects with LaunchFailure. */
export async function createJob(cluster: Cluster, manifest: Manifest): Promise<JobView> {
  const launch = randomUUID();
  const { namespace, name, object } = named(manifest, launch);
  const path = `/apis/batch/v1/namespaces/${namespace}/jobs`;
  for (let attempt = 1; ; attempt++) {
    try {
      return jobView(await cluster.create(path, object));
    } catch (error) {
      const made = attempt > 1 && isTaken(error) ? await madeBy(launch, cluster, `${path}/${name}`) : null;
      if (made !== null) return made;
      if (!isLost(error) || attempt === ATTEMPTS) throw failure(namespace, error);
      await passed(WAIT_MS * attempt);
    }
  }
}

/** A template may name it; else its name begins with what one says. */
function named(manifest: Manifest, launch: string) {
  const { metadata } = manifest;
  const { namespace } = metadata;
  const given = textOf(metadata["name"]);
  const name = given === "" ? textOf(metadata["generateName"]) + launch.slice(0, 8) : given;
  const annotations = { ...Object(metadata["annotations"]), [NOTES.launch]: launch };
  return { namespace, name, object: { ...manifest, metadata: { ...metadata, name, annotations } } };
}

async function madeBy(launch: string, cluster: Cluster, path: string): Promise<JobView | null> {
  const found = await cluster.get(path).then(jobView, () => null);
  return found?.annotations[NOTES.launch] === launch ? found : null;
}

function isTaken(error: unknown): boolean {
  return error instanceof ClusterError && error.status === 409;
}

/** Whether the cluster may have made it all the same: nothing was heard of it, or of a gateway before it alone. */
function isLost(error: unknown): boolean {
  return !(error instanceof ClusterError) || error.status >= 500;
}

function failure(namespace: string, error: unknown): LaunchFailure {
  const reason = error instanceof Error ? error.message : String(error);
  return new LaunchFailure(`no job can be made in namespace ${namespace}: ${reason}`, { cause: error });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
