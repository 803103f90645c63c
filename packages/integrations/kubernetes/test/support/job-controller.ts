import type { FakeNode } from "./fake-node.ts";
import type { Change, ObjectStore, StoredObject } from "./object-store.ts";

/** Makes a job's pod, and its conditions of what became of the pod. */
export class JobController {
  readonly #jobs: ObjectStore;
  readonly #pods: ObjectStore;
  readonly #node: FakeNode;

  constructor(jobs: ObjectStore, pods: ObjectStore, node: FakeNode) {
    this.#jobs = jobs;
    this.#pods = pods;
    this.#node = node;
    pods.changesSince(0, (change) => this.#hear(change));
  }

  take(job: StoredObject): void {
    const { template } = Object(job)["spec"];
    const { name, namespace, uid } = job.metadata;
    const labels = {
      ...template.metadata?.labels,
      "batch.kubernetes.io/job-name": name,
      "batch.kubernetes.io/controller-uid": uid,
      "job-name": name,
      "controller-uid": uid,
    };
    const metadata = { ...template.metadata, labels, generateName: `${name}-` };
    const pod = this.#pods.create(namespace, { spec: template.spec, status: { phase: "Pending" } }, metadata);
    this.#jobs.update(job, { status: { active: 1, startTime: new Date().toISOString() } });
    this.#node.take(pod);
  }

  /** In the foreground a job stays, marked, until its pods are gone. */
  async delete(job: StoredObject, policy: string): Promise<void> {
    const pods = this.#podsOf(job);
    if (policy === "Foreground") {
      this.#jobs.update(job, { metadata: { ...job.metadata, deletionTimestamp: new Date().toISOString() } });
      await Promise.all(pods.map((pod) => this.#node.end(pod, 30)));
      this.#jobs.remove(job);
    } else {
      this.#jobs.remove(job);
      await Promise.all(pods.map((pod) => this.#node.end(pod, 30)));
    }
  }

  #podsOf({ metadata }: StoredObject): StoredObject[] {
    return this.#pods.all().filter((pod) => pod.metadata.labels?.["controller-uid"] === metadata.uid);
  }

  #hear({ type, object }: Change): void {
    const { phase } = Object(object)["status"];
    if (type !== "MODIFIED" || (phase !== "Succeeded" && phase !== "Failed")) return;
    const job = this.#jobs.find(object.metadata.namespace, object.metadata.labels?.["job-name"] ?? "");
    if (job === null || job.metadata.deletionTimestamp !== undefined) return;
    const failed = {
      type: "Failed",
      reason: "BackoffLimitExceeded",
      message: "Job has reached the specified backoff limit",
    };
    const conditions = [{ status: "True", ...(phase === "Failed" ? failed : { type: "Complete" }) }];
    this.#jobs.update(job, { status: phase === "Failed" ? { failed: 1, conditions } : { succeeded: 1, conditions } });
  }
}
