import { z } from "zod";
import { isMissing, MlflowError } from "./mlflow-error.ts";
import { asList, moment, namedTexts, nothing } from "./named-values.ts";
import { pagesOf } from "./pages-of.ts";
import type { TrackingApi } from "./tracking-api.ts";

/** Which of what was deleted is meant as well. */
export type ViewType = "ACTIVE_ONLY" | "DELETED_ONLY" | "ALL";

const experiment = z
  .object({
    experiment_id: z.string(),
    name: z.string(),
    artifact_location: z.string().default(""),
    lifecycle_stage: z.enum(["active", "deleted"]),
    creation_time: moment,
    last_update_time: moment,
    tags: namedTexts,
  })
  .transform((sent) => ({
    experimentId: sent.experiment_id,
    name: sent.name,
    artifactLocation: sent.artifact_location,
    lifecycleStage: sent.lifecycle_stage,
    createdAt: sent.creation_time,
    updatedAt: sent.last_update_time,
    tags: sent.tags,
  }));

/** What runs are kept in. */
export type Experiment = z.output<typeof experiment>;

const found = z.object({ experiment });
const page = z.object({ experiments: z.array(experiment).default([]), next_page_token: z.string().optional() });

export interface ExperimentOptions {
  /** Where the artifacts of its runs go; the server's own place unless given. */
  readonly artifactLocation?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface ExperimentSearch {
  /** MLflow's search syntax: `name LIKE 'taxi%' AND tags.team = 'a'`. */
  readonly filter?: string;
  readonly orderBy?: readonly string[];
  readonly viewType?: ViewType;
}

export class Experiments {
  readonly #api: TrackingApi;

  constructor(api: TrackingApi) {
    this.#api = api;
  }

  /** Resolves with the new one's id. */
  async create(name: string, { artifactLocation, tags = {} }: ExperimentOptions = {}): Promise<string> {
    const body = { name, artifact_location: artifactLocation, tags: asList(tags) };
    return (await this.#api.send("experiments/create", body, z.object({ experiment_id: z.string() }))).experiment_id;
  }

  async get(experimentId: string): Promise<Experiment> {
    return (await this.#api.get("experiments/get", { experiment_id: experimentId }, found)).experiment;
  }

  async getByName(name: string): Promise<Experiment | null> {
    try {
      return (await this.#api.get("experiments/get-by-name", { experiment_name: name }, found)).experiment;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** The id of the experiment of this name, which is made when there is none. */
  async ensure(name: string, options: ExperimentOptions = {}): Promise<string> {
    const known = await this.getByName(name);
    if (known !== null) return known.experimentId;
    try {
      return await this.create(name, options);
    } catch (error) {
      const isOther = error instanceof MlflowError && error.errorCode === "RESOURCE_ALREADY_EXISTS";
      const other = isOther ? await this.getByName(name) : null;
      if (other === null) throw error;
      return other.experimentId;
    }
  }

  search({ filter, orderBy = [], viewType = "ACTIVE_ONLY" }: ExperimentSearch = {}): AsyncGenerator<Experiment> {
    return pagesOf(async (token) => {
      const query = { filter, order_by: orderBy, view_type: viewType, max_results: 1000, page_token: token };
      const { experiments, next_page_token } = await this.#api.send("experiments/search", query, page);
      return { items: experiments, next: next_page_token };
    });
  }

  async rename(experimentId: string, name: string): Promise<void> {
    await this.#api.send("experiments/update", { experiment_id: experimentId, new_name: name }, nothing);
  }

  async setTag(experimentId: string, key: string, value: string): Promise<void> {
    await this.#api.send("experiments/set-experiment-tag", { experiment_id: experimentId, key, value }, nothing);
  }

  async deleteTag(experimentId: string, key: string): Promise<void> {
    await this.#api.send("experiments/delete-experiment-tag", { experiment_id: experimentId, key }, nothing);
  }

  /** It can be restored until the server's garbage is collected. */
  async delete(experimentId: string): Promise<void> {
    await this.#api.send("experiments/delete", { experiment_id: experimentId }, nothing);
  }

  async restore(experimentId: string): Promise<void> {
    await this.#api.send("experiments/restore", { experiment_id: experimentId }, nothing);
  }
}
