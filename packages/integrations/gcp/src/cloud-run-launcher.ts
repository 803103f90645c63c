import { randomBytes, randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import type { JsonObject } from "@tutti/core/json-object";
import { blockFromData } from "@tutti/sdk/blocks/revive-block";
import {
  type Job,
  type LaunchedJob,
  type Launcher,
  LaunchFailure,
  type LauncherOptions,
  type LeftJob,
  type OpenLauncher,
} from "@tutti/worker/launcher";
import type { KeptJob } from "@tutti/worker/process/kept-job";
import { leftJobs } from "@tutti/worker/process/left-jobs";
import { claimFolder } from "@tutti/worker/process/worker-folder";
import { cloudRunBody } from "./cloud-run-body.ts";
import { type CloudRunJob, cloudRunJob } from "./cloud-run-job.ts";
import { jobNamePrefix } from "./cloud-run-names.ts";
import { CloudRun } from "./cloud-run.ts";
import { GcpCredentials } from "./gcp-credentials.ts";
import { messageOf } from "./google-failure.ts";
import { executionRecord, type KeptExecution } from "./kept-execution.ts";
import { watchExecution } from "./watch-execution.ts";

export const openLauncher: OpenLauncher = async (options) => {
  const own = await claimFolder(options.folder, randomUUID(), options.place);
  return new CloudRunLauncher(options, own);
};

/** Starts jobs as executions of jobs of Cloud Run: one job each. */
export class CloudRunLauncher implements Launcher {
  readonly poolTypes = ["cloud-run-v2"];
  readonly defaultCommand = "prefect flow-run execute";
  readonly #options: LauncherOptions;
  /** The folder of this worker. */
  readonly #own: string;

  constructor(options: LauncherOptions, own: string) {
    this.#options = options;
    this.#own = own;
  }

  async launch(job: Job): Promise<LaunchedJob> {
    const wanted = cloudRunJob(job.configuration);
    const body = cloudRunBody(job, wanted, job.configuration.command ?? this.defaultCommand);
    const name = `${jobNamePrefix(job.configuration.name)}-${randomBytes(4).toString("hex").slice(0, 7)}`;
    const cloudRun = cloudRunOf(wanted);
    const record = executionRecord(join(this.#own, job.flowRunId));
    try {
      const made = await cloudRun.create(name, body, job.unwanted);
      const started = await startedExecution(cloudRun, made, wanted, job, record);
      job.onNews(`Started job ${name} in ${wanted.region}; what it prints is in Cloud Logging`);
      return watchExecution({ cloudRun, ...started, record }, job);
    } catch (error) {
      await cloudRun.removeNamed(name).catch(() => undefined);
      await record.remove();
      const reason = error instanceof TuttiError ? error.detail : messageOf(error);
      throw new LaunchFailure(`no job can be run in ${wanted.region}: ${reason}`, { cause: error });
    }
  }

  leftBehind(): Promise<readonly LeftJob[]> {
    return leftJobs(this.#options, this.#own, executionRecord, async (kept, record, told) => {
      const { region, needsCredentials, job, execution, isKept } = kept;
      const credentials = needsCredentials ? cloudRunJob(await told.configuration()).credentials : null;
      const cloudRun = cloudRunOf({ credentials, region });
      if (execution !== null) return watchExecution({ cloudRun, job, execution, isKept, record }, told);
      // Its worker went before it could start the job: nobody will.
      await cloudRun.remove(job);
      await record.remove();
      return null;
    });
  }

  async close(): Promise<void> {
    await rm(this.#own, { recursive: true, force: true });
  }
}

/** Starts a job that was made; what finds it again is on disk before. */
async function startedExecution(
  cloudRun: CloudRun,
  made: string,
  { region, isKept, credentials }: CloudRunJob,
  { lease }: Job,
  record: KeptJob<KeptExecution>,
): Promise<{ readonly job: string; readonly execution: string; readonly isKept: boolean }> {
  const kept = { region, job: made, isKept, needsCredentials: credentials !== null, ...lease };
  await record.write({ ...kept, execution: null });
  const execution = await cloudRun.run(made);
  await record.write({ ...kept, execution });
  return { job: made, execution, isKept };
}

function cloudRunOf({ credentials, region }: { credentials: JsonObject | null; region: string }): CloudRun {
  return new CloudRun(blockFromData(GcpCredentials, credentials ?? {}, null, new Map()), region);
}
