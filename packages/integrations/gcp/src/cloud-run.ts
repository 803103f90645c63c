import { setTimeout as passed } from "node:timers/promises";
import type { JsonObject } from "@tutti/core/json-object";
import { z } from "zod";
import { executionView, type ExecutionView } from "./execution-end.ts";
import type { GcpCredentials } from "./gcp-credentials.ts";
import { ApiFailure, GoogleApi } from "./google-api.ts";
import { asking, isMissing } from "./google-failure.ts";

const LOOK_EVERY_MS = 500;

const operation = z.object({
  name: z.string(),
  done: z.boolean().default(false),
  error: z.object({ message: z.string().default("it does not say why") }).optional(),
  metadata: z.looseObject({ name: z.string().optional() }).optional(),
});

const job = z.object({ latestCreatedExecution: z.object({ name: z.string() }).optional() });

/** The jobs of one region of Cloud Run, by its second API. */
export class CloudRun {
  readonly #api: GoogleApi;
  readonly #region: string;

  constructor(credentials: GcpCredentials, region: string) {
    this.#api = new GoogleApi("run", credentials);
    this.#region = region;
  }

  /** The full name of a job. */
  async nameOf(job: string): Promise<string> {
    return this.#ask(async () => `projects/${await this.#api.project()}/locations/${this.#region}/jobs/${job}`);
  }

  /** Resolves when the job of that full name can be run. */
  async create(name: string, body: JsonObject, signal: AbortSignal): Promise<void> {
    return this.#ask(async () => {
      const [, path = "", jobId = ""] = /^(.*)\/(.*)$/.exec(`v2/${name}`) ?? [];
      let made = operation.parse(await this.#api.ask({ method: "POST", path, query: { jobId }, body }));
      while (!made.done) {
        await passed(LOOK_EVERY_MS, null, { signal });
        made = operation.parse(await this.#api.ask({ method: "GET", path: `v2/${made.name}` }));
      }
      if (made.error !== undefined) throw new ApiFailure(null, made.error.message);
    });
  }

  /** Starts the job's one execution; resolves with its full name. */
  async run(name: string): Promise<string> {
    return this.#ask(async () => {
      try {
        const started = await this.#api.ask({ method: "POST", path: `v2/${name}:run`, body: {} });
        return operation.parse(started).metadata?.name ?? (await this.latest(name)) ?? missing(name);
      } catch (error) {
        // What became of the request may not be known; the job is new, so whatever runs was started by it.
        const latest = await this.latest(name).catch(() => null);
        if (latest === null) throw error;
        return latest;
      }
    });
  }

  /** Null for one that is gone. */
  async execution(name: string): Promise<ExecutionView | null> {
    return this.#unlessGone(async () => {
      return executionView.parse(await this.#api.ask({ method: "GET", path: `v2/${name}` }));
    });
  }

  async cancel(execution: string): Promise<void> {
    await this.#unlessGone(() =>
      this.#api.ask({ method: "POST", path: `v2/${execution}:cancel`, body: {}, isRepeatable: true }),
    );
  }

  /** With its executions: one that runs is ended. */
  async remove(name: string): Promise<void> {
    await this.#unlessGone(() => this.#api.ask({ method: "DELETE", path: `v2/${name}`, isRepeatable: true }));
  }

  /** The full name of the execution that a job has; null where it has none, or is not there. */
  async latest(name: string): Promise<string | null> {
    return this.#unlessGone(async () => {
      const known = job.parse(await this.#api.ask({ method: "GET", path: `v2/${name}` }));
      return known.latestCreatedExecution?.name ?? null;
    });
  }

  async #unlessGone<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  #ask<T>(work: () => Promise<T>): Promise<T> {
    return asking(`Cloud Run in ${this.#region}`, work);
  }
}

function missing(name: string): never {
  throw new ApiFailure(null, `${name} was started, and Cloud Run does not say what by`);
}
