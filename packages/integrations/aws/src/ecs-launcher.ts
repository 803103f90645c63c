import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
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
import { claimFolder } from "@tutti/worker/process/worker-folder";
import { AwsCredentials } from "./aws-credentials.ts";
import { asking } from "./aws-failure.ts";
import { EcsAccount } from "./ecs-account.ts";
import { type EcsJob, ecsJob } from "./ecs-job.ts";
import { ecsJobRecord } from "./ecs-job-record.ts";
import { startTask } from "./start-ecs-task.ts";
import { watchTask } from "./watch-ecs-task.ts";
import { signIn } from "./sign-in.ts";

export const openLauncher: OpenLauncher = (options) => EcsLauncher.open(options);

/** Starts jobs as tasks of AWS ECS. */
export class EcsLauncher implements Launcher {
  readonly poolTypes = ["ecs"];
  readonly defaultCommand = "prefect flow-run execute";
  readonly #options: LauncherOptions;
  readonly #own: string;
  readonly #accounts = new Map<string, Promise<EcsAccount>>();

  private constructor(options: LauncherOptions, own: string) {
    this.#options = options;
    this.#own = own;
  }

  static async open(options: LauncherOptions): Promise<EcsLauncher> {
    return new EcsLauncher(options, await claimFolder(options.folder, randomUUID(), options.place));
  }

  async launch(job: Job): Promise<LaunchedJob> {
    const wanted = ecsJob(job.configuration);
    const command = job.configuration.command ?? this.defaultCommand;
    const account = await this.#account(wanted.credentials);
    const record = ecsJobRecord(join(this.#own, job.flowRunId));
    const started = await startTask(account, job, wanted, { command, pool: this.#options.place.pool });
    const { cluster, task, container, log } = started;
    const { startSeconds, pollSeconds, credentials } = wanted;
    const needsCredentials = credentials !== null;
    const kept = { cluster, task, container, log, pollSeconds };
    await record.write({ ...kept, needsCredentials, ...job.lease });
    const afterwards = started.deregisters ? () => account.deregister(started.definition) : null;
    return watchTask({ ...kept, account, startSeconds, record, toldUntil: null, afterwards }, job);
  }

  leftBehind(): Promise<readonly LeftJob[]> {
    return leftJobs(this.#options, this.#own, ecsJobRecord, async (task, record, told) => {
      const credentials = task.needsCredentials ? ecsJob(await told.configuration()).credentials : null;
      const account = await this.#account(credentials);
      const toldUntil = await record.readUntil();
      return watchTask({ ...task, account, record, toldUntil, startSeconds: null, afterwards: null }, told);
    });
  }

  async close(): Promise<void> {
    for (const account of this.#accounts.values()) await (await account.catch(() => null))?.close();
    await rm(this.#own, { recursive: true, force: true });
  }

  /** One for each sign-in, so that looks at tasks are made together. */
  #account(credentials: EcsJob["credentials"]): Promise<EcsAccount> {
    const key = JSON.stringify(credentials);
    const known = this.#accounts.get(key) ?? openAccount(credentials);
    this.#accounts.set(key, known);
    known.catch(() => this.#accounts.delete(key));
    return known;
  }
}

async function openAccount(credentials: EcsJob["credentials"]): Promise<EcsAccount> {
  try {
    const block = blockFromData(AwsCredentials, credentials ?? {}, null, new Map());
    return await asking("ECS", async () => EcsAccount.open(await signIn(block as AwsCredentials)));
  } catch (error) {
    throw new LaunchFailure(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
