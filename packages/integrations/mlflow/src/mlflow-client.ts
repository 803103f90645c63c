import { Artifacts } from "./artifacts.ts";
import { Experiments } from "./experiments.ts";
import { ModelVersions } from "./model-versions.ts";
import { RegisteredModels } from "./registered-models.ts";
import { Runs } from "./runs.ts";
import { TrackingApi } from "./tracking-api.ts";
import { trackingServer, type TrackingOptions } from "./tracking-server.ts";

/**
 * An MLflow tracking server, by its REST API. What it refuses comes as an `MlflowError`; a server that is not there as
 * `failed_request`, an address that is wrong as `invalid_setting`.
 */
export class MlflowClient {
  readonly url: string;
  readonly experiments: Experiments;
  readonly runs: Runs;
  readonly artifacts: Artifacts;
  readonly models: RegisteredModels;
  readonly modelVersions: ModelVersions;

  constructor(options: TrackingOptions = {}) {
    const api = new TrackingApi(trackingServer(options, process.env));
    this.url = api.server.url;
    this.experiments = new Experiments(api);
    this.runs = new Runs(api);
    this.artifacts = new Artifacts(api);
    this.models = new RegisteredModels(api);
    this.modelVersions = new ModelVersions(api);
  }
}
