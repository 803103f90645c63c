import { FollowedOutput, type ReadOutcome } from "@tutti/worker/followed-output";
import { type Cluster, ClusterError } from "./cluster.ts";
import type { PodView } from "./job-view.ts";

const STAMPED = /^(\d{4}-\d\d-\d\dT[\d:]+(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) ?/;

export interface PodLogReader {
  /** The time of the last line that was told already; null: none was. */
  readonly since: string | null;
  readonly onLine: (line: string, at: string) => void;
  /** Told once why there is nothing to read. */
  readonly onTrouble: (reason: string) => void;
}

/** Follows what the container of a run prints. */
export function followPod(cluster: Cluster, pod: PodView, reader: PodLogReader): FollowedOutput {
  const path = `/api/v1/namespaces/${pod.namespace}/pods/${pod.name}/log`;
  let told = reader.since;
  return new FollowedOutput(async (signal): Promise<ReadOutcome> => {
    const since = told;
    // Kubernetes knows whole seconds here.
    const sinceTime = since?.replace(/\.\d+/, "");
    const query = { container: pod.container, follow: true, timestamps: true, sinceTime };
    const take = (stamped: string) => {
      const [stamp = "", at = ""] = STAMPED.exec(stamped) ?? [];
      if (since !== null && at !== "" && at <= since) return;
      if (at !== "") told = at;
      reader.onLine(stamped.slice(stamp.length).replace(/\r$/, ""), at);
    };
    try {
      await cluster.lines(path, query, signal, { onLine: take });
      return "read";
    } catch (error) {
      if (!(error instanceof ClusterError) || error.status >= 500 || error.status === 429) return "broken";
      // Of a pod that is gone there is nothing to read.
      if (error.status !== 404) reader.onTrouble(error.message);
      return "unreadable";
    }
  });
}
