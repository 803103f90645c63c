import { randomUUID } from "node:crypto";
import { commandKinds } from "@tutti/worker/job/command-kind";
import type { Job, LaunchedJob, Launcher, LauncherOptions, LeftJob, OpenLauncher } from "@tutti/worker/launcher";
import type { Cluster } from "./cluster.ts";
import { createJob } from "./create-job.ts";
import { jobManifest } from "./job-manifest.ts";
import { NOTES } from "./job-notes.ts";
import { kubernetesJob } from "./kubernetes-job.ts";
import { labelKey, labelValue } from "./label-text.ts";
import { leftJobs } from "./left-jobs.ts";
import { NamespaceWatch } from "./namespace-watch.ts";
import { Clusters } from "./open-clusters.ts";
import { JobWatcher, type WatchedJob } from "./watch-job.ts";

const POOL_LABEL = "tutti.io/pool";
const FLOW_RUN_LABEL = "prefect.io/flow-run-id";

/** Throws `invalid_usage` where no cluster answers. */
export const openLauncher: OpenLauncher = async (options) => {
  const clusters = new Clusters();
  await clusters.of(null).greet();
  return new KubernetesLauncher(clusters, options);
};

/** Starts jobs as Jobs of a Kubernetes cluster. */
export class KubernetesLauncher implements Launcher {
  readonly poolTypes = ["kubernetes"];
  readonly defaultCommand = "prefect flow-run execute";
  readonly #options: LauncherOptions;
  readonly #clusters: Clusters;
  readonly #watches = new WeakMap<Cluster, Map<string, NamespaceWatch>>();
  /** Names this process among the workers of a pool. */
  readonly #id: string = randomUUID();

  constructor(clusters: Clusters, options: LauncherOptions) {
    this.#clusters = clusters;
    this.#options = options;
  }

  async launch(job: Job): Promise<LaunchedJob> {
    const wanted = kubernetesJob(job.configuration);
    const command = job.configuration.command ?? this.defaultCommand;
    const cluster = this.#clusters.of(wanted.cluster);
    const manifest = jobManifest(job, wanted, command, {
      labels: { [POOL_LABEL]: this.#options.place.pool },
      annotations: {
        [NOTES.watcher]: this.#id,
        [NOTES.kind]: job.lease.kind,
        ...(job.lease.epoch === null ? {} : { [NOTES.epoch]: String(job.lease.epoch) }),
      },
    });
    const created = await createJob(cluster, manifest);
    job.onNews(`Started job ${created.name} in namespace ${created.namespace}`);
    const { podSeconds, watchSeconds } = wanted;
    return this.#watch({ cluster, job: created, podSeconds, watchSeconds, toldUntil: null }, job);
  }

  async leftBehind(): Promise<readonly LeftJob[]> {
    await this.#openPoolCluster();
    const left = this.#clusters.all.map((cluster) => this.#leftIn(cluster).catch(this.#noneOf));
    return (await Promise.all(left)).flat();
  }

  async close(): Promise<void> {}

  /** Jobs of the pool may be in a cluster that a block names. */
  async #openPoolCluster(): Promise<void> {
    try {
      this.#clusters.of(kubernetesJob(await this.#options.poolJob()).cluster);
    } catch (error) {
      this.#noneOf(error);
    }
  }

  /** What one cluster does not tell keeps nothing from what the others have told. */
  readonly #noneOf = (error: unknown): readonly LeftJob[] => {
    this.#onTrouble(error instanceof Error ? error.message : String(error));
    return [];
  };

  async #leftIn(cluster: Cluster): Promise<readonly LeftJob[]> {
    const left = await leftJobs(cluster, this.#selector, {
      id: this.#id,
      name: this.#options.workerName,
      serving: this.#options.servingWorkers,
    });
    return left.map((job) => {
      const kind = commandKinds.safeParse(job.annotations[NOTES.kind]).data ?? "other";
      const epoch = job.annotations[NOTES.epoch];
      const toldUntil = job.annotations[NOTES.told] ?? null;
      return {
        flowRunId: job.labels[FLOW_RUN_LABEL] ?? "",
        lease: { kind, epoch: epoch === undefined ? null : Number(epoch) },
        adopt: async (told) => this.#watch({ cluster, job, podSeconds: null, watchSeconds: null, toldUntil }, told),
      };
    });
  }

  get #selector(): string {
    return `${labelKey(POOL_LABEL)}=${labelValue(this.#options.place.pool)}`;
  }

  #watch(watched: Omit<WatchedJob, "watch">, told: Pick<Job, "onLine" | "onNews">): LaunchedJob {
    return new JobWatcher({ ...watched, watch: this.#watchOf(watched.cluster, watched.job.namespace) }, told);
  }

  #watchOf(cluster: Cluster, namespace: string): NamespaceWatch {
    const watches = this.#watches.get(cluster) ?? new Map<string, NamespaceWatch>();
    this.#watches.set(cluster, watches);
    const watch = watches.get(namespace) ?? new NamespaceWatch(cluster, namespace, this.#selector, this.#onTrouble);
    watches.set(namespace, watch);
    return watch;
  }

  readonly #onTrouble = (reason: string | null): void => {
    const { narrator } = this.#options;
    if (reason === null) narrator.info("The cluster answers again.");
    else narrator.warn(`The cluster cannot be watched (${reason}); it is tried again`);
  };
}
