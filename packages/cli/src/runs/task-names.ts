import type { ApiClient } from "@tutti/client/http";
import { filterTaskRuns } from "@tutti/client/task-runs";
import { readPages } from "./read-pages.ts";

/** Names of task runs by id, each asked for once. */
export class TaskNames {
  readonly #api: ApiClient;
  readonly #names = new Map<string, string>();

  constructor(api: ApiClient) {
    this.#api = api;
  }

  /** Makes sure that the names of these are known, as far as the server knows them. */
  async learn(ids: Iterable<string | null>): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => id !== null && !this.#names.has(id)).filter((id) => id !== null);
    if (unknown.length === 0) return;
    const found = await readPages(unknown.length, (page) =>
      filterTaskRuns(this.#api, { task_runs: { id: { any_: unknown } }, ...page }),
    );
    for (const { id, name } of found) this.#names.set(id, name);
  }

  get(id: string | null): string | null {
    return id === null ? null : (this.#names.get(id) ?? id.slice(0, 8));
  }
}
