import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import type { JsonObject } from "@tutti/core/json-object";
import { readSettings } from "@tutti/core/settings/read-settings";
import { WORKER_SETTINGS } from "@tutti/core/settings/worker-settings";
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
import { leftJobs } from "@tutti/worker/process/left-jobs";
import { claimFolder, leaveFolder } from "@tutti/worker/process/worker-folder";
import { CloudLogging } from "./cloud-logging.ts";
import { cloudRunBody } from "./cloud-run-body.ts";
import { cloudRunJob } from "./cloud-run-job.ts";
import { jobNamePrefix } from "./cloud-run-names.ts";
import { CloudRun } from "./cloud-run.ts";
import { ExecutionLogs } from "./execution-logs.ts";
import { GcpCredentials } from "./gcp-credentials.ts";
import { messageOf } from "./google-failure.ts";
import { executionRecord } from "./kept-execution.ts";
import { watchExecution } from "./watch-execution.ts";

// R1: what finds a job again is on disk before Cloud Run is asked for it; a key that signs in is not.

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
  readonly #logEveryMs: number;
  /** One for each sign-in, so that Cloud Logging is asked for all of its executions at once. */
  readonly #logs = new Map<string, ExecutionLogs>();

  constructor(options: LauncherOptions, own: string) {
    const { cloudLogSeconds } = WORKER_SETTINGS;
    this.#options = options;
    this.#own = own;
    this.#logEveryMs = readSettings({ cloudLogSeconds }, options.environment).cloudLogSeconds * 1000;
  }

  async launch(job: Job): Promise<LaunchedJob> {
    const wanted = cloudRunJob(job.configuration);
    const body = cloudRunBody(job, wanted, job.configuration.command ?? this.defaultCommand);
    const id = `${jobNamePrefix(job.configuration.name)}-${randomBytes(4).toString("hex").slice(0, 7)}`;
    const record = executionRecord(join(this.#own, job.flowRunId));
    const { region, isKept, credentials } = wanted;
    const { cloudRun, logs } = this.#signedIn(credentials, region);
    let name: string | null = null;
    try {
      name = await cloudRun.nameOf(id);
      const kept = { region, job: name, isKept, needsCredentials: credentials !== null, ...job.lease };
      await record.write({ ...kept, execution: null });
      await cloudRun.create(name, body, job.unwanted);
      const execution = await cloudRun.run(name);
      await record.write({ ...kept, execution });
      job.onNews(`Started job ${id} in ${region}; what it prints is in Cloud Logging`);
      return watchExecution({ cloudRun, logs, toldUntil: null, job: name, execution, isKept, record }, job);
    } catch (error) {
      if (name !== null) await cloudRun.remove(name).catch(() => undefined);
      await record.remove();
      const reason = error instanceof TuttiError ? error.detail : messageOf(error);
      throw new LaunchFailure(`no job can be run in ${region}: ${reason}`, { cause: error });
    }
  }

  leftBehind(): Promise<readonly LeftJob[]> {
    return leftJobs(this.#options, this.#own, executionRecord, async (kept, record, told) => {
      const { region, needsCredentials, job, isKept } = kept;
      const credentials = needsCredentials ? cloudRunJob(await told.configuration()).credentials : null;
      const { cloudRun, logs } = this.#signedIn(credentials, region);
      // Its worker may have gone before it heard that the job was started.
      const execution = kept.execution ?? (await cloudRun.latest(job));
      if (execution !== null) {
        const toldUntil = await record.readUntil();
        return watchExecution({ cloudRun, logs, toldUntil, job, execution, isKept, record }, told);
      }
      await cloudRun.remove(job);
      await record.remove();
      return null;
    });
  }

  async close(): Promise<void> {
    await leaveFolder(this.#own);
  }

  #signedIn(credentials: JsonObject | null, region: string): { cloudRun: CloudRun; logs: ExecutionLogs | null } {
    const block = blockFromData(GcpCredentials, credentials ?? {}, null, new Map());
    return { cloudRun: new CloudRun(block, region), logs: this.#logsOf(block, JSON.stringify(credentials)) };
  }

  #logsOf(block: GcpCredentials, key: string): ExecutionLogs | null {
    if (this.#logEveryMs === 0) return null;
    const known = this.#logs.get(key) ?? new ExecutionLogs(new CloudLogging(block), this.#logEveryMs);
    this.#logs.set(key, known);
    return known;
  }
}
