import { z } from "zod";
import { foundVersion, type ModelVersion, versionPage } from "./model-version-record.ts";
import { asList, nothing } from "./named-values.ts";
import { pagesOf } from "./pages-of.ts";
import type { TrackingApi } from "./tracking-api.ts";

export type ModelStage = "None" | "Staging" | "Production" | "Archived";

export interface NewModelVersion {
  /** Where the model's files are, such as `mlflow-artifacts:/1/<run>/artifacts/model`. */
  readonly source: string;
  readonly runId?: string;
  readonly description?: string | undefined;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface VersionSearch {
  /** MLflow's search syntax: `name = 'taxi' AND run_id = '…'`. */
  readonly filter?: string;
}

export class ModelVersions {
  readonly #api: TrackingApi;

  constructor(api: TrackingApi) {
    this.#api = api;
  }

  /** The next version of a model that is registered. */
  async create(name: string, { source, runId, description, tags = {} }: NewModelVersion): Promise<ModelVersion> {
    const body = { name, source, run_id: runId, description, tags: asList(tags) };
    return (await this.#api.send("model-versions/create", body, foundVersion, { makesOne: true })).model_version;
  }

  async get(name: string, version: string): Promise<ModelVersion> {
    return (await this.#api.get("model-versions/get", { name, version }, foundVersion)).model_version;
  }

  search({ filter }: VersionSearch = {}): AsyncGenerator<ModelVersion> {
    return pagesOf(async (token) => {
      const query = { filter, max_results: "1000", page_token: token };
      const { model_versions, next_page_token } = await this.#api.get("model-versions/search", query, versionPage);
      return { items: model_versions, next: next_page_token };
    });
  }

  /** Where the version's files are. */
  async downloadUri(name: string, version: string): Promise<string> {
    const answer = z.object({ artifact_uri: z.string() });
    return (await this.#api.get("model-versions/get-download-uri", { name, version }, answer)).artifact_uri;
  }

  async describe(name: string, version: string, description: string): Promise<void> {
    await this.#api.send("model-versions/update", { name, version, description }, foundVersion, { method: "PATCH" });
  }

  /** Moves a version to a stage. MLflow itself now prefers aliases. */
  async moveToStage(
    name: string,
    version: string,
    stage: ModelStage,
    { archiveExistingVersions = false }: { readonly archiveExistingVersions?: boolean } = {},
  ): Promise<ModelVersion> {
    const body = { name, version, stage, archive_existing_versions: archiveExistingVersions };
    return (await this.#api.send("model-versions/transition-stage", body, foundVersion)).model_version;
  }

  async setTag(name: string, version: string, key: string, value: string): Promise<void> {
    await this.#api.send("model-versions/set-tag", { name, version, key, value }, nothing);
  }

  async deleteTag(name: string, version: string, key: string): Promise<void> {
    await this.#api.send("model-versions/delete-tag", { name, version, key }, nothing, { method: "DELETE" });
  }

  async delete(name: string, version: string): Promise<void> {
    await this.#api.send("model-versions/delete", { name, version }, nothing, { method: "DELETE" });
  }
}
