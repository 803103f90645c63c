import type { Cluster } from "./cluster.ts";
import { FollowedList } from "./followed-list.ts";
import { type JobView, jobView, type PodView, podView } from "./job-view.ts";

/** What is known of a job: `gone` when it was there, and is not any more. */
export interface KnownJob {
  readonly job: JobView | "gone";
  /** The oldest first. */
  readonly pods: readonly PodView[];
}

interface Followed {
  job: JobView | "gone";
  readonly onChange: (known: KnownJob) => void;
}

/** The jobs of a pool in one namespace and their pods: two watches, however many jobs there are, and none while there is none. */
export class NamespaceWatch {
  readonly #open: () => readonly { close(): void }[];
  readonly #followed = new Map<string, Followed>();
  readonly #pods = new Map<string, PodView>();
  #lists: readonly { close(): void }[] = [];

  constructor(cluster: Cluster, namespace: string, selector: string, onTrouble: (reason: string | null) => void) {
    this.#open = () => [
      new FollowedList(cluster, {
        path: `/apis/batch/v1/namespaces/${namespace}/jobs`,
        selector,
        parse: jobView,
        onTrouble,
        onSeen: (job) => this.changed(job.name, job),
        onGone: (job) => this.changed(job.name, "gone"),
      }),
      new FollowedList(cluster, {
        path: `/api/v1/namespaces/${namespace}/pods`,
        selector,
        parse: podView,
        onTrouble,
        onSeen: (pod) => {
          this.#pods.set(pod.uid, pod);
          this.#tell(pod.jobName);
        },
        // What was last known of it may say how it ended: its job is told that it goes.
        onGone: (pod) => void this.#pods.delete(pod.uid),
      }),
    ];
  }

  /** Tells of a job from now on; answers how to stop that. */
  follow(job: JobView, onChange: (known: KnownJob) => void): () => void {
    this.#followed.set(job.name, { job, onChange });
    if (this.#followed.size === 1) this.#lists = this.#open();
    else this.#tell(job.name);
    return () => {
      this.#followed.delete(job.name);
      if (this.#followed.size > 0) return;
      for (const list of this.#lists) list.close();
      this.#pods.clear();
    };
  }

  /** A job is there, or changed, or gone; also told by who asked for it by its name. */
  changed(name: string, job: JobView | "gone"): void {
    const followed = this.#followed.get(name);
    if (followed === undefined) return;
    followed.job = job;
    this.#tell(name);
  }

  #tell(name: string | null): void {
    const followed = name === null ? undefined : this.#followed.get(name);
    if (followed === undefined) return;
    const pods = [...this.#pods.values()].filter((pod) => pod.jobName === name);
    followed.onChange({ job: followed.job, pods });
  }
}
