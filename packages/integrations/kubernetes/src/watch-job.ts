import { delay } from "@tutti/client/delay";
import type { FollowedOutput } from "@tutti/worker/followed-output";
import type { Job, JobEnd, LaunchedJob } from "@tutti/worker/launcher";
import { type Cluster, ClusterError } from "./cluster.ts";
import { JobNotes } from "./job-notes.ts";
import { hasBegun, isOver, jobProgress, type JobProgress } from "./job-progress.ts";
import { type JobView, jobView, type PodView } from "./job-view.ts";
import type { KnownJob, NamespaceWatch } from "./namespace-watch.ts";
import { followPod } from "./pod-log.ts";
import { podsOf } from "./pods-of.ts";
import { warningsOf } from "./warnings-of.ts";

const LOOK_EVERY_MS = 5000;
const SETTLING_LOOKS = 5;
const SETTLE_EVERY_MS = 400;
/** How long the cluster may take to end a pod beyond the grace, before that is forced. */
const PATIENCE_MS = 15_000;

export interface WatchedJob {
  readonly cluster: Cluster;
  readonly watch: NamespaceWatch;
  readonly job: JobView;
  /** How long its pod may be kept from starting; null for one that was started by another worker. */
  readonly podSeconds: number | null;
  readonly watchSeconds: number | null;
  /** The time of the last line that another worker told. */
  readonly toldUntil: string | null;
}

// J1: the watch is the truth; the looks beside it find what a watch cannot tell: that time passed, and that a job was deleted
//     before the watch began.
// J2: a pod that is kept from starting for longer than it may is an end, with the obstacle as its reason, and the job goes.

/** Stays with a job that the cluster has, to its end. */
export class JobWatcher implements LaunchedJob {
  readonly identifier: string;
  readonly isWarm = false;
  readonly ended: Promise<JobEnd>;
  readonly #watched: WatchedJob;
  readonly #told: Pick<Job, "onLine" | "onNews">;
  readonly #notes: JobNotes;
  readonly #logs = new Map<string, FollowedOutput>();
  readonly #over = new AbortController();
  readonly #startedAt = Date.now();
  #pods: readonly PodView[] = [];
  #progress: JobProgress = { kind: "waiting", obstacle: null, isHopeless: false };
  #finish: (end: JobEnd) => void = () => undefined;

  constructor(watched: WatchedJob, told: Pick<Job, "onLine" | "onNews">) {
    this.#watched = watched;
    this.#told = told;
    this.#notes = new JobNotes(watched.cluster, watched.job);
    this.identifier = `${watched.job.namespace}:${watched.job.name}`;
    const over = new Promise<JobEnd>((resolve) => {
      this.#finish = resolve;
    });
    const unfollow = watched.watch.follow(watched.job, (known) => this.#hear(known));
    void this.#look();
    this.ended = over.then(async (end) => {
      unfollow();
      this.#over.abort();
      await Promise.all([...this.#logs.values()].map((log) => log.close()));
      await this.#notes.close();
      return end;
    });
  }

  async end(graceMs: number): Promise<void> {
    const seconds = Math.max(1, Math.round(graceMs / 1000));
    const force = setTimeout(() => void this.#endPods(0), graceMs + PATIENCE_MS);
    while (!this.#over.signal.aborted) {
      await this.#delete("Foreground");
      await this.#endPods(seconds);
      await delay(LOOK_EVERY_MS, this.#over.signal);
    }
    clearTimeout(force);
    await this.ended;
  }

  #hear({ job, pods }: KnownJob): void {
    const before = this.#progress;
    if (before.kind === "ended") return;
    this.#progress = this.#take(job, pods);
    if (this.#progress.kind === "ended") void this.#settle(job, this.#progress.end);
    if (this.#progress.kind !== "waiting") return;
    const { obstacle } = this.#progress;
    const isNew = before.kind !== "waiting" || before.obstacle !== obstacle;
    if (obstacle !== null && isNew) this.#told.onNews(obstacle);
  }

  #take(job: JobView | "gone", pods: readonly PodView[]): JobProgress {
    this.#pods = pods;
    for (const pod of pods) if (hasBegun(pod) && !this.#logs.has(pod.uid)) this.#logs.set(pod.uid, this.#read(pod));
    return jobProgress(job, pods);
  }

  /** The end of a job may be told before that of its pod, which says more: the pods are asked for. */
  async #settle(job: JobView | "gone", end: JobEnd): Promise<void> {
    const { cluster, job: asked } = this.#watched;
    let known = end;
    for (let look = 0; look < SETTLING_LOOKS; look++) {
      const pods = (await podsOf(cluster, asked)) ?? this.#pods;
      const progress = this.#take(job, pods.length === 0 ? this.#pods : pods);
      if (progress.kind === "ended") known = progress.end;
      if (pods.every(isOver)) break;
      await delay(SETTLE_EVERY_MS);
    }
    this.#finish(known);
  }

  #read(pod: PodView): FollowedOutput {
    return followPod(this.#watched.cluster, pod, {
      since: this.#watched.toldUntil,
      onLine: (line, at) => {
        this.#told.onLine(line);
        this.#notes.told(at);
      },
      onTrouble: (reason) => this.#told.onNews(`What pod ${pod.name} prints cannot be read: ${reason}`),
    });
  }

  async #look(): Promise<void> {
    const { signal } = this.#over;
    for (;;) {
      await delay(Math.min(LOOK_EVERY_MS, this.#msLeft()), signal);
      if (signal.aborted) return;
      await this.#lookOnce().catch(() => undefined);
    }
  }

  /** Until the next of its limits, if that is soon. */
  #msLeft(): number {
    const limits = [this.#watched.podSeconds, this.#watched.watchSeconds].filter((limit) => limit !== null);
    const left = limits.map((limit) => this.#startedAt + limit * 1000 - Date.now()).filter((ms) => ms > 0);
    return Math.min(LOOK_EVERY_MS, ...left);
  }

  async #lookOnce(): Promise<void> {
    const { watch, job, watchSeconds } = this.#watched;
    if (watchSeconds !== null && this.#hasTaken(watchSeconds)) {
      this.#finish(endOf("The job took longer than its job_watch_timeout_seconds, and is watched no more."));
      return;
    }
    const now = await this.#ask();
    if (now === "gone") watch.changed(job.name, "gone");
    const obstacle = await this.#obstacle();
    if (obstacle === null) return;
    this.#finish(endOf(obstacle));
    await this.#delete("Background");
  }

  /** Why the pod will not start any more; null while it may. */
  async #obstacle(): Promise<string | null> {
    const { podSeconds, cluster, job } = this.#watched;
    const progress = this.#progress;
    if (podSeconds === null || progress.kind !== "waiting") return null;
    if (progress.isHopeless) return `The pod cannot start. ${progress.obstacle}`;
    if (!this.#hasTaken(podSeconds)) return null;
    const [last] = this.#pods.toReversed();
    const obstacle = progress.obstacle ?? (await warningsOf(cluster, job.namespace, last?.uid ?? job.uid));
    // A pod that is on its way takes its time: images may be large.
    if (obstacle === null && last !== undefined) return null;
    return `The pod did not start within ${podSeconds} s. ${obstacle ?? "The cluster made none."}`;
  }

  #hasTaken(seconds: number): boolean {
    return Date.now() - this.#startedAt >= seconds * 1000;
  }

  async #ask(): Promise<JobView | "gone"> {
    const { cluster, job } = this.#watched;
    try {
      return jobView(await cluster.get(pathOf(job)));
    } catch (error) {
      if (error instanceof ClusterError && error.status === 404) return "gone";
      throw error;
    }
  }

  /** In the foreground a job stays until its pods are gone, so that their ends are seen. */
  async #delete(propagationPolicy: "Foreground" | "Background"): Promise<void> {
    const { cluster, job } = this.#watched;
    const preconditions = { uid: job.uid };
    await cluster.remove(pathOf(job), { propagationPolicy, preconditions }).catch(() => undefined);
  }

  async #endPods(gracePeriodSeconds: number): Promise<void> {
    const { cluster } = this.#watched;
    for (const { namespace, name } of this.#pods) {
      const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
      await cluster.remove(path, { gracePeriodSeconds }).catch(() => undefined);
    }
  }
}

function pathOf({ namespace, name }: JobView): string {
  return `/apis/batch/v1/namespaces/${namespace}/jobs/${name}`;
}

function endOf(reason: string): JobEnd {
  return { code: null, signal: null, reason, isReported: false };
}
