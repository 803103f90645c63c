import type { ViewType } from "./experiments.ts";
import { asList, nothing } from "./named-values.ts";
import { pagesOf } from "./pages-of.ts";
import { partsOf, type RunBatch } from "./run-batches.ts";
import { foundRun, type Metric, metricPage, runPage, type RunRecord, type RunStatus } from "./run-record.ts";
import type { TrackingApi } from "./tracking-api.ts";

export interface NewRun {
  readonly experimentId: string;
  /** MLflow makes one up unless given. */
  readonly runName?: string | undefined;
  /** Now unless given. */
  readonly startedAt?: Date;
  readonly tags?: Readonly<Record<string, string>>;
  readonly parentRunId?: string | undefined;
}

export interface RunChange {
  readonly status?: RunStatus;
  readonly endedAt?: Date;
  readonly runName?: string;
}

export interface RunSearch {
  readonly experimentIds: readonly string[];
  /** MLflow's search syntax: `metrics.rmse < 7 AND params.depth = '30' AND tags.month = '2021-01'`. */
  readonly filter?: string;
  /** Such as `metrics.rmse ASC`. */
  readonly orderBy?: readonly string[];
  readonly viewType?: ViewType;
  /** How many are asked for at once. */
  readonly pageSize?: number;
}

export class Runs {
  readonly #api: TrackingApi;

  constructor(api: TrackingApi) {
    this.#api = api;
  }

  async create({ experimentId, runName, startedAt = new Date(), tags = {}, parentRunId }: NewRun): Promise<RunRecord> {
    const parent = parentRunId === undefined ? {} : { "mlflow.parentRunId": parentRunId };
    const body = {
      experiment_id: experimentId,
      run_name: runName,
      start_time: startedAt.getTime(),
      tags: asList({ ...tags, ...parent }),
    };
    return (await this.#api.send("runs/create", body, foundRun, { makesOne: true })).run;
  }

  async get(runId: string): Promise<RunRecord> {
    return (await this.#api.get("runs/get", { run_id: runId }, foundRun)).run;
  }

  async update(runId: string, { status, endedAt, runName }: RunChange): Promise<void> {
    const body = { run_id: runId, status, end_time: endedAt?.getTime(), run_name: runName };
    await this.#api.send("runs/update", body, nothing);
  }

  /** Logs whatever there is of metrics, parameters and tags, in as many requests as MLflow's limits ask for. */
  async logBatch(runId: string, batch: RunBatch): Promise<void> {
    for (const part of partsOf(batch)) await this.#api.send("runs/log-batch", { run_id: runId, ...part }, nothing);
  }

  async setTag(runId: string, key: string, value: string): Promise<void> {
    await this.#api.send("runs/set-tag", { run_id: runId, key, value }, nothing);
  }

  async deleteTag(runId: string, key: string): Promise<void> {
    await this.#api.send("runs/delete-tag", { run_id: runId, key }, nothing);
  }

  /** Every value that a metric had, in the order of its steps. */
  metricHistory(runId: string, key: string): AsyncGenerator<Metric> {
    return pagesOf(async (token) => {
      const query = { run_id: runId, metric_key: key, max_results: "25000", page_token: token };
      const { metrics, next_page_token } = await this.#api.get("metrics/get-history", query, metricPage);
      return { items: metrics, next: next_page_token };
    });
  }

  search(query: RunSearch): AsyncGenerator<RunRecord> {
    const { experimentIds, filter, orderBy = [], viewType = "ACTIVE_ONLY", pageSize = 1000 } = query;
    return pagesOf(async (token) => {
      const body = {
        experiment_ids: experimentIds,
        filter,
        order_by: orderBy,
        run_view_type: viewType,
        max_results: pageSize,
        page_token: token,
      };
      const { runs, next_page_token } = await this.#api.send("runs/search", body, runPage);
      return { items: runs, next: next_page_token };
    });
  }

  /** It can be restored until the server's garbage is collected. */
  async delete(runId: string): Promise<void> {
    await this.#api.send("runs/delete", { run_id: runId }, nothing);
  }

  async restore(runId: string): Promise<void> {
    await this.#api.send("runs/restore", { run_id: runId }, nothing);
  }
}
