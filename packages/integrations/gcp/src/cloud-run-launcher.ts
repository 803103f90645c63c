import { randomBytes } from "node:crypto";
import { blockFromData } from "@tutti/sdk/blocks/revive-block";
import { TuttiError } from "@tutti/core/errors";
import { type Job, type LaunchedJob, type Launcher, LaunchFailure, type OpenLauncher } from "@tutti/worker/launcher";
import { cloudRunBody } from "./cloud-run-body.ts";
import { type CloudRunJob, cloudRunJob } from "./cloud-run-job.ts";
import { jobNamePrefix } from "./cloud-run-names.ts";
import { CloudRun } from "./cloud-run.ts";
import { GcpCredentials } from "./gcp-credentials.ts";
import { messageOf } from "./google-failure.ts";
import { ExecutionWatcher } from "./watch-execution.ts";

export const openLauncher: OpenLauncher = async () => new CloudRunLauncher();

/** Starts jobs as executions of jobs of Cloud Run: one job each. */
export class CloudRunLauncher implements Launcher {
  readonly poolTypes = ["cloud-run-v2"];
  readonly defaultCommand = "prefect flow-run execute";

  async launch(job: Job): Promise<LaunchedJob> {
    const wanted = cloudRunJob(job.configuration);
    const body = cloudRunBody(job, wanted, job.configuration.command ?? this.defaultCommand);
    const name = `${jobNamePrefix(job.configuration.name)}-${randomBytes(4).toString("hex").slice(0, 7)}`;
    const cloudRun = new CloudRun(credentialsOf(wanted), wanted.region);
    try {
      const made = await cloudRun.create(name, body, job.unwanted);
      const execution = await cloudRun.run(made);
      job.onNews(`Started job ${name} in ${wanted.region}; what it prints is in Cloud Logging`);
      return new ExecutionWatcher({ cloudRun, job: made, execution, isKept: wanted.isKept }, job);
    } catch (error) {
      await cloudRun.removeNamed(name).catch(() => undefined);
      const reason = error instanceof TuttiError ? error.detail : messageOf(error);
      throw new LaunchFailure(`no job can be run in ${wanted.region}: ${reason}`, { cause: error });
    }
  }

  async close(): Promise<void> {}
}

function credentialsOf({ credentials }: CloudRunJob): GcpCredentials {
  return blockFromData(GcpCredentials, credentials ?? {}, null, new Map());
}
