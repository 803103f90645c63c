import { z } from "zod";
import { asList, moment, namedTexts, nothing } from "./named-values.ts";
import { foundVersion, type ModelVersion } from "./model-version-record.ts";
import { pagesOf } from "./pages-of.ts";
import type { TrackingApi } from "./tracking-api.ts";

const aliases = z
  .array(z.object({ alias: z.string(), version: z.coerce.string() }))
  .default([])
  .transform((list): Record<string, string> => Object.fromEntries(list.map(({ alias, version }) => [alias, version])));

const model = z
  .object({
    name: z.string(),
    description: z.string().default(""),
    creation_timestamp: moment,
    last_updated_timestamp: moment,
    tags: namedTexts,
    aliases,
  })
  .transform((sent) => ({
    name: sent.name,
    description: sent.description,
    createdAt: sent.creation_timestamp,
    updatedAt: sent.last_updated_timestamp,
    tags: sent.tags,
    /** The version that each names. */
    aliases: sent.aliases,
  }));

/** A name that versions of a model are registered under. */
export type RegisteredModel = z.output<typeof model>;

const found = z.object({ registered_model: model });
const page = z.object({ registered_models: z.array(model).default([]), next_page_token: z.string().optional() });

export interface ModelOptions {
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface ModelSearch {
  /** MLflow's search syntax: `name LIKE 'taxi%'`. */
  readonly filter?: string;
  readonly orderBy?: readonly string[];
}

export class RegisteredModels {
  readonly #api: TrackingApi;

  constructor(api: TrackingApi) {
    this.#api = api;
  }

  async create(name: string, { description, tags = {} }: ModelOptions = {}): Promise<RegisteredModel> {
    const body = { name, description, tags: asList(tags) };
    return (await this.#api.send("registered-models/create", body, found)).registered_model;
  }

  async get(name: string): Promise<RegisteredModel> {
    return (await this.#api.get("registered-models/get", { name }, found)).registered_model;
  }

  search({ filter, orderBy = [] }: ModelSearch = {}): AsyncGenerator<RegisteredModel> {
    return pagesOf(async (token) => {
      const query = { filter, max_results: "100", page_token: token, order_by: orderBy };
      const { registered_models, next_page_token } = await this.#api.get("registered-models/search", query, page);
      return { items: registered_models, next: next_page_token };
    });
  }

  async rename(name: string, newName: string): Promise<void> {
    await this.#api.send("registered-models/rename", { name, new_name: newName }, found);
  }

  async describe(name: string, description: string): Promise<void> {
    await this.#api.send("registered-models/update", { name, description }, found, { method: "PATCH" });
  }

  async setTag(name: string, key: string, value: string): Promise<void> {
    await this.#api.send("registered-models/set-tag", { name, key, value }, nothing);
  }

  async deleteTag(name: string, key: string): Promise<void> {
    await this.#api.send("registered-models/delete-tag", { name, key }, nothing, { method: "DELETE" });
  }

  /** Names a version; one that had the name loses it. */
  async setAlias(name: string, alias: string, version: string): Promise<void> {
    await this.#api.send("registered-models/alias", { name, alias, version }, nothing);
  }

  async deleteAlias(name: string, alias: string): Promise<void> {
    await this.#api.send("registered-models/alias", { name, alias }, nothing, { method: "DELETE" });
  }

  async versionByAlias(name: string, alias: string): Promise<ModelVersion> {
    return (await this.#api.get("registered-models/alias", { name, alias }, foundVersion)).model_version;
  }

  /** With all its versions. */
  async delete(name: string): Promise<void> {
    await this.#api.send("registered-models/delete", { name }, nothing, { method: "DELETE" });
  }
}
