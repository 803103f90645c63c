import { randomUUID } from "node:crypto";
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
import { claimFolder, leaveFolder } from "@tutti/worker/process/worker-folder";
import { AwsCredentials } from "./aws-credentials.ts";
import { asking } from "./aws-failure.ts";
import { EcsAccount } from "./ecs-account.ts";
import { type EcsJob, ecsJob } from "./ecs-job.ts";
import { type AskedTask, ecsJobRecord } from "./ecs-job-record.ts";
import { startTask, unheardTask } from "./start-ecs-task.ts";
import { watchTask } from "./watch-ecs-task.ts";
import { signIn } from "./sign-in.ts";

// E1: what finds a task again is on disk before ECS is asked for it, and what was registered for it alone; a secret that signs
//     in is not.

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
    const { cluster, containerName, startSeconds, pollSeconds } = wanted;
    const asked = { cluster, containerName, startedBy: startedBy(wanted, job.flowRunId) };
    const kept = { asked, pollSeconds, needsCredentials: wanted.credentials !== null, ...job.lease };
    let registered: string | null = null;
    const onRegistered = async (arn: string): Promise<void> => {
      await takeBack(account, registered);
      registered = arn;
      await record.write({ ...kept, registered, started: null });
    };
    await record.write({ ...kept, registered, started: null });
    const context = { command, pool: this.#options.place.pool, startedBy: asked.startedBy, onRegistered };
    const started = await startTask(account, job, wanted, context).catch(async (error: unknown) => {
      await endUnheard(account, asked, job.flowRunId);
      await takeBack(account, registered);
      await record.remove();
      throw error;
    });
    await record.write({ ...kept, registered, started });
    return watchTask({ ...started, account, pollSeconds, startSeconds, record, toldUntil: null }, job);
  }

  leftBehind(): Promise<readonly LeftJob[]> {
    return leftJobs(this.#options, this.#own, ecsJobRecord, async (left, record, told) => {
      const { asked, pollSeconds, needsCredentials } = left;
      const credentials = needsCredentials ? ecsJob(await told.configuration()).credentials : null;
      const account = await this.#account(credentials);
      // Its worker may have gone before it heard that the task was started.
      const started = left.started ?? (await unheardTask(account, asked, record.flowRunId, left.registered));
      if (started === null) {
        await takeBack(account, left.registered);
        await record.remove();
        return null;
      }
      const toldUntil = await record.readUntil();
      return watchTask({ ...started, account, pollSeconds, startSeconds: null, record, toldUntil }, told);
    });
  }

  async close(): Promise<void> {
    for (const account of this.#accounts.values()) await (await account.catch(() => null))?.close();
    await leaveFolder(this.#own);
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

/** What ECS is told of who starts a task: no other has the same, unless the template says so. */
function startedBy({ request }: EcsJob, flowRunId: string): string {
  const { startedBy: given } = request;
  return typeof given === "string" && given !== "" ? given : `${flowRunId}/${randomUUID().slice(0, 8)}`;
}

/** An answer that was lost may have been a yes. */
async function endUnheard(account: EcsAccount, asked: AskedTask, flowRunId: string): Promise<void> {
  const task = await unheardTask(account, asked, flowRunId, null).catch(() => null);
  if (task !== null) await account.stop(task.cluster, task.task).catch(() => undefined);
}

/** A definition that no task is to run. Without an answer it stays, which costs nothing. */
async function takeBack(account: EcsAccount, registered: string | null): Promise<void> {
  if (registered !== null) await account.deregister(registered).catch(() => undefined);
}

async function openAccount(credentials: EcsJob["credentials"]): Promise<EcsAccount> {
  try {
    const block = blockFromData(AwsCredentials, credentials ?? {}, null, new Map());
    return await asking("ECS", async () => EcsAccount.open(await signIn(block)));
  } catch (error) {
    throw new LaunchFailure(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
