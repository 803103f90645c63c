import type { ApiClient } from "@tutti/client/http";
import { filterLogs } from "@tutti/client/logs";
import type { Log } from "@tutti/core/wire/log";
import { readPages } from "./read-pages.ts";

/** Logs are shipped in batches, so one may arrive after another that is younger. */
const LATE_MS = 15_000;
const ALL = Number.MAX_SAFE_INTEGER;

/** Hands out a flow run's logs as they arrive, each once, whatever order they come in. */
export class LogFollower {
  readonly #api: ApiClient;
  readonly #flowRunId: string;
  readonly #seenAt = new Map<string, number>();
  #newestMs: number;

  /** Begins behind the logs that were shown already. */
  constructor(api: ApiClient, flowRunId: string, shown: readonly Log[]) {
    this.#api = api;
    this.#flowRunId = flowRunId;
    this.#newestMs = 0;
    this.#remember(shown);
  }

  /** What has arrived since the last call, oldest first. */
  async next(): Promise<Log[]> {
    const after = this.#newestMs === 0 ? null : new Date(this.#newestMs - LATE_MS).toISOString();
    const logs = await readPages(ALL, (page) =>
      filterLogs(this.#api, {
        logs: {
          flow_run_id: { any_: [this.#flowRunId] },
          ...(after === null ? {} : { timestamp: { after_: after } }),
        },
        sort: "TIMESTAMP_ASC",
        ...page,
      }),
    );
    const fresh = logs.filter(({ id }) => !this.#seenAt.has(id));
    this.#remember(fresh);
    return fresh;
  }

  #remember(logs: readonly Log[]): void {
    for (const { id, timestamp } of logs) {
      const atMs = Date.parse(timestamp);
      this.#seenAt.set(id, atMs);
      this.#newestMs = Math.max(this.#newestMs, atMs);
    }
    for (const [id, atMs] of this.#seenAt) if (atMs < this.#newestMs - 2 * LATE_MS) this.#seenAt.delete(id);
  }
}
