import { asStep } from "./as-step.ts";
import type { ArtifactEntry } from "./artifacts.ts";
import { textParams } from "./flow-facts.ts";
import { MlflowError } from "./mlflow-error.ts";
import type { MlflowClient } from "./mlflow-client.ts";
import type { ModelVersion } from "./model-version-record.ts";
import type { RunRecord } from "./run-record.ts";

/** What was found or made when the run was opened. */
export interface OpenedRun {
  readonly runId: string;
  readonly experimentId: string;
  readonly artifactUri: string;
}

export interface MetricOptions {
  /** 0 unless given. */
  readonly step?: number;
}

export interface RegisterOptions {
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Names for the new version; they are taken from the version that had them. */
  readonly aliases?: readonly string[];
}

/** A run of MLflow that is being written. In a flow's own code each call is a step, done once whatever crashes. */
export class MlflowRun {
  readonly runId: string;
  readonly experimentId: string;
  readonly client: MlflowClient;
  readonly #artifactUri: string;

  constructor(client: MlflowClient, { runId, experimentId, artifactUri }: OpenedRun) {
    this.client = client;
    this.runId = runId;
    this.experimentId = experimentId;
    this.#artifactUri = artifactUri;
  }

  /** What MLflow knows of it now. */
  async record(): Promise<RunRecord> {
    return this.client.runs.get(this.runId);
  }

  /** A parameter keeps its first value: MLflow refuses another. */
  async logParam(key: string, value: unknown): Promise<void> {
    await this.logParams({ [key]: value });
  }

  async logParams(values: Readonly<Record<string, unknown>>): Promise<void> {
    await asStep("log-mlflow-params", this.#logParams, this.runId, textParams(values));
  }

  async logMetric(key: string, value: number, options: MetricOptions = {}): Promise<void> {
    await this.logMetrics({ [key]: value }, options);
  }

  async logMetrics(values: Readonly<Record<string, number>>, { step = 0 }: MetricOptions = {}): Promise<void> {
    await asStep("log-mlflow-metrics", this.#logMetrics, this.runId, values, step);
  }

  /** Values of one metric, of step after step from `firstStep` on, at once. */
  async logMetricValues(key: string, values: readonly number[], { firstStep = 0 } = {}): Promise<void> {
    await asStep("log-mlflow-metrics", this.#logMetricValues, this.runId, key, values, firstStep);
  }

  async setTag(key: string, value: string): Promise<void> {
    await this.setTags({ [key]: value });
  }

  async setTags(tags: Readonly<Record<string, string>>): Promise<void> {
    await asStep("set-mlflow-tags", this.#setTags, this.runId, tags);
  }

  /** Uploads a file into a folder of the run; resolves with its path there. */
  async logArtifact(file: string, folder = ""): Promise<string> {
    return asStep("log-mlflow-artifact", this.#logArtifact, this.runId, file, folder);
  }

  /** Uploads all files of a folder; resolves with their paths in the run. */
  async logArtifacts(from: string, folder = ""): Promise<string[]> {
    return asStep("log-mlflow-artifacts", this.#logArtifacts, this.runId, from, folder);
  }

  async logText(text: string, path: string): Promise<void> {
    await asStep("log-mlflow-text", this.#logText, this.runId, text, path);
  }

  async logJson(value: unknown, path: string): Promise<void> {
    await this.logText(`${JSON.stringify(value, null, 2)}\n`, path);
  }

  async listArtifacts(folder = ""): Promise<ArtifactEntry[]> {
    return this.client.artifacts.list(this.runId, folder);
  }

  /** Downloads a file or folder of the run; resolves with its path here. */
  async downloadArtifacts(path: string, to: string): Promise<string> {
    return this.client.artifacts.download(this.runId, path, to);
  }

  /** Makes what is in a folder of the run's artifacts the next version of a model, which is made when there is none. */
  async registerModel(name: string, folder: string, options: RegisterOptions = {}): Promise<ModelVersion> {
    return asStep("register-mlflow-model", this.#registerModel, this.runId, name, folder, options);
  }

  readonly #logParams = (runId: string, params: Record<string, string>): Promise<void> =>
    this.client.runs.logBatch(runId, { params });

  readonly #logMetrics = async (runId: string, values: Readonly<Record<string, number>>, step: number) => {
    const at = new Date();
    const metrics = Object.entries(values).map(([key, value]) => ({ key, value, at, step }));
    await this.client.runs.logBatch(runId, { metrics });
  };

  readonly #logMetricValues = async (runId: string, key: string, values: readonly number[], firstStep: number) => {
    const at = new Date();
    const metrics = values.map((value, index) => ({ key, value, at, step: firstStep + index }));
    await this.client.runs.logBatch(runId, { metrics });
  };

  readonly #setTags = (runId: string, tags: Readonly<Record<string, string>>): Promise<void> =>
    this.client.runs.logBatch(runId, { tags });

  readonly #logArtifact = (runId: string, file: string, folder: string): Promise<string> =>
    this.client.artifacts.uploadFile(runId, file, folder);

  readonly #logArtifacts = (runId: string, from: string, folder: string): Promise<string[]> =>
    this.client.artifacts.uploadFolder(runId, from, folder);

  readonly #logText = (runId: string, text: string, path: string): Promise<void> =>
    this.client.artifacts.write(runId, path, text);

  readonly #registerModel = async (runId: string, name: string, folder: string, options: RegisterOptions) => {
    const { models, modelVersions } = this.client;
    await models.create(name).catch((error: unknown) => {
      if (!(error instanceof MlflowError) || error.errorCode !== "RESOURCE_ALREADY_EXISTS") throw error;
    });
    const { aliases = [], ...rest } = options;
    const source = `${this.#artifactUri}/${folder}`;
    const version = await modelVersions.create(name, { ...rest, source, runId });
    for (const alias of aliases) await models.setAlias(name, alias, version.version);
    return { ...version, aliases: [...aliases] };
  };
}
