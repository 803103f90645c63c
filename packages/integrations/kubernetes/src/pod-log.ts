import { setTimeout as passed } from "node:timers/promises";
import { type Cluster, ClusterError } from "./cluster.ts";
import type { PodView } from "./job-view.ts";

const AGAIN_AFTER_MS = 1000;
const LAST_LINES_MS = 10_000;
const STAMPED = /^(\d{4}-\d\d-\d\dT[\d:]+(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) ?/;

export interface PodLogReader {
  /** The time of the last line that was told already; null: none was. */
  readonly since: string | null;
  readonly onLine: (line: string, at: string) => void;
  /** Told once why there is nothing to read. */
  readonly onTrouble: (reason: string) => void;
}

/** Follows what the container of a run prints; a connection that ends too early is made again. */
export class PodLog {
  readonly #cluster: Cluster;
  readonly #pod: PodView;
  readonly #reader: PodLogReader;
  readonly #over = new AbortController();
  readonly #late = new AbortController();
  readonly #following: Promise<void>;
  #since: string | null;

  constructor(cluster: Cluster, pod: PodView, reader: PodLogReader) {
    this.#cluster = cluster;
    this.#pod = pod;
    this.#reader = reader;
    this.#since = reader.since;
    this.#following = this.#follow();
  }

  /** The container has ended: resolves when its last line was told. */
  async close(): Promise<void> {
    this.#over.abort();
    const patience = passed(LAST_LINES_MS, null, { signal: this.#late.signal }).catch(() => undefined);
    await Promise.race([this.#following, patience]);
    this.#late.abort();
  }

  async #follow(): Promise<void> {
    while (!this.#late.signal.aborted) {
      const wasOver = this.#over.signal.aborted;
      const isRead = await this.#readAll();
      // What ended may have broken off: only what is read after the container's end is all.
      if (isRead === "unreadable" || (isRead === "read" && wasOver)) return;
      await passed(AGAIN_AFTER_MS, null, { signal: this.#over.signal }).catch(() => undefined);
    }
  }

  async #readAll(): Promise<"read" | "broken" | "unreadable"> {
    const { namespace, name, container } = this.#pod;
    const since = this.#since;
    // Kubernetes knows whole seconds here.
    const query = { container, follow: true, timestamps: true, sinceTime: since?.replace(/\.\d+/, "") };
    try {
      const path = `/api/v1/namespaces/${namespace}/pods/${name}/log`;
      await this.#cluster.lines(path, query, this.#late.signal, (line) => this.#take(line, since));
      return "read";
    } catch (error) {
      if (!(error instanceof ClusterError) || error.status >= 500 || error.status === 429) return "broken";
      // Of a pod that is gone there is nothing to read.
      if (error.status !== 404) this.#reader.onTrouble(error.message);
      return "unreadable";
    }
  }

  #take(stamped: string, since: string | null): void {
    const [stamp = "", at = ""] = STAMPED.exec(stamped) ?? [];
    if (since !== null && at !== "" && at <= since) return;
    if (at !== "") this.#since = at;
    this.#reader.onLine(stamped.slice(stamp.length).replace(/\r$/, ""), at);
  }
}
