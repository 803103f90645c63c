import { TuttiError } from "@tutti/core/errors";
import { block } from "@tutti/sdk/blocks/block-field";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { z } from "zod";
import { GcpCredentials } from "./gcp-credentials.ts";
import { GoogleApi } from "./google-api.ts";
import { asking, isMissing } from "./google-failure.ts";

const named = z.object({ name: z.string() });
const accessed = z.object({ payload: z.object({ data: z.base64().default("") }) });

/** A secret of Google Cloud Secret Manager. */
export class GcpSecret extends defineBlock({
  slug: "gcpsecret",
  name: "GcpSecret",
  description: "Reads and writes a secret of Google Cloud Secret Manager.",
  isBundled: true,
  fields: z.object({
    gcpCredentials: block(GcpCredentials).describe("How to sign in to Google Cloud."),
    secretName: z.string().min(1).describe("Name of the secret in the manager."),
    secretVersion: z.string().default("latest").describe("Version of the secret."),
  }),
}) {
  static {
    this.announce();
  }

  /** The bytes of the block's version, unless another is given. Rejects with `missing_file` when there is none. */
  async readSecret(version: string | number = this.secretVersion): Promise<Uint8Array> {
    return this.#ask(async (api, secret) => {
      const answer = await api.ask({ method: "GET", path: `v1/${secret}/versions/${version}:access` });
      return Buffer.from(accessed.parse(answer).payload.data, "base64");
    });
  }

  /** Makes the secret, or a new version of it; resolves with the version's name. */
  async writeSecret(content: Uint8Array): Promise<string> {
    try {
      return await this.updateSecret(content);
    } catch (error) {
      if (!(error instanceof TuttiError) || error.code !== "missing_file") throw error;
    }
    await this.createSecret();
    return this.updateSecret(content);
  }

  /** Makes the secret, without a version yet; resolves with its name. */
  async createSecret(): Promise<string> {
    return this.#ask(async (api, secret) => {
      const [path = ""] = secret.split(/\/secrets\//);
      const body = { replication: { automatic: {} } };
      const query = { secretId: this.secretName };
      return named.parse(await api.ask({ method: "POST", path: `v1/${path}/secrets`, query, body })).name;
    });
  }

  /** Makes a new version of a secret that is there; resolves with the version's name. */
  async updateSecret(content: Uint8Array): Promise<string> {
    return this.#ask(async (api, secret) => {
      const body = { payload: { data: Buffer.from(content).toString("base64") } };
      return named.parse(await api.ask({ method: "POST", path: `v1/${secret}:addVersion`, body })).name;
    });
  }

  /** Deletes the secret with all its versions; resolves with its name. */
  async deleteSecret(): Promise<string> {
    return this.#ask(async (api, secret) => {
      await api.ask({ method: "DELETE", path: `v1/${secret}` });
      return secret;
    });
  }

  /** Destroys what a version holds; resolves with the version's name. */
  async deleteSecretVersion(version: string | number): Promise<string> {
    if (version === "latest")
      throw new RangeError("say which version: latest is another as soon as there is a new one");
    return this.#ask(async (api, secret) => {
      const path = `v1/${secret}/versions/${version}:destroy`;
      return named.parse(await api.ask({ method: "POST", path, body: {} })).name;
    });
  }

  /** The work is told the secret's name, its project in it. */
  #ask<T>(work: (api: GoogleApi, secret: string) => Promise<T>): Promise<T> {
    return asking(`gcpsecret ${this.secretName}`, async () => {
      const api = new GoogleApi("secretmanager", this.gcpCredentials);
      const secret = `projects/${await api.project()}/secrets/${encodeURIComponent(this.secretName)}`;
      try {
        return await work(api, secret);
      } catch (error) {
        if (!isMissing(error)) throw error;
        throw new TuttiError("missing_file", `the secret ${this.secretName}`, { cause: error });
      }
    });
  }
}
