import { KubeConfig } from "@kubernetes/client-node";
import { toPlain } from "@tutti/core/exact-json";
import { TuttiError } from "@tutti/core/errors";
import { Cluster } from "./cluster.ts";
import type { ClusterConfig } from "./kubernetes-job.ts";

/** The clusters that jobs name, each opened once. */
export class Clusters {
  readonly #opened = new Map<string, Cluster>();

  /** Those that were opened. */
  get all(): readonly Cluster[] {
    return [...this.#opened.values()];
  }

  /** Null: the one of `KUBECONFIG`, of `~/.kube/config`, or that the worker itself runs in. Throws `invalid_template`. */
  of(config: ClusterConfig | null): Cluster {
    const key = JSON.stringify(config);
    const opened = this.#opened.get(key) ?? new Cluster(config === null ? usualConfig() : configOf(config));
    this.#opened.set(key, opened);
    return opened;
  }
}

function usualConfig(): KubeConfig {
  const kube = new KubeConfig();
  kube.loadFromDefault();
  return kube;
}

function configOf({ config, contextName }: ClusterConfig): KubeConfig {
  const kube = new KubeConfig();
  try {
    kube.loadFromString(JSON.stringify(toPlain(config)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TuttiError("invalid_template", `cluster_config of the job: ${reason}`, { cause: error });
  }
  if (kube.getContextObject(contextName) === null) {
    throw new TuttiError("invalid_template", `cluster_config of the job: it has no context ${contextName}`);
  }
  kube.setCurrentContext(contextName);
  return kube;
}
