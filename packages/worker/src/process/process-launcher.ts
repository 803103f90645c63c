import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { isAlive, startOfProcess } from "@tutti/client/process-identity";
import { commandWords } from "../job/command-words.ts";
import type { JobConfiguration } from "../job/job-configuration.ts";
import { layered, runless } from "../job/job-environment.ts";
import {
  type Job,
  type JobEnd,
  type LaunchedJob,
  type Launcher,
  type LauncherOptions,
  LaunchFailure,
  type LeftJob,
  type OfferedJob,
  type WaitingListener,
} from "../launcher.ts";
import { type RunOffer, WARM_DEPLOYMENT, WARM_SPARE } from "../warm/runner-messages.ts";
import { SpareRunner, startsAlike } from "../warm/spare-runner.ts";
import type { WarmKey } from "../warm/warm-key.ts";
import { WarmRunner } from "../warm/warm-runner.ts";
import { WarmRunners } from "../warm/warm-runners.ts";
import { JobFolder, jobsIn, type LeftFolder, processOf } from "./job-folder.ts";
import { OutputTail } from "./output-tail.ts";
import { ControlChannel } from "./control-channel.ts";
import { endGroup } from "./process-group.ts";
import { claimFolder, leaveFolder, takeOver } from "./worker-folder.ts";

const LOOK_EVERY_MS = 250;
/** What a warm runner is started by. */
const RUNNER_COMMAND = "tutti flow-run execute";

type Started = Pick<JobConfiguration, "command" | "workingDir">;

/** Jobs inherit the worker's environment. */
export interface ProcessLauncherOptions extends Pick<LauncherOptions, "folder" | "place" | "environment"> {
  /** What a leading `tutti` in a command stands for: this Node and this binary, so that no PATH is needed. */
  readonly tuttiCommand: readonly string[];
}

/** Starts jobs as processes of this machine, each the head of a group of its own. */
export class ProcessLauncher implements Launcher {
  readonly poolTypes = ["process", "prefect-agent"];
  readonly defaultCommand = "python -m prefect.engine";
  readonly keepsWarm = true;
  readonly callsEndHooks = true;
  readonly #options: ProcessLauncherOptions;
  readonly #own: Promise<string>;
  readonly #control = new ControlChannel();
  readonly #warm = new WarmRunners((key, job) => this.#startRunner(key, job));

  readonly #spare = new SpareRunner(() => this.#startSpare());

  constructor(options: ProcessLauncherOptions) {
    this.#options = options;
    this.#own = claimFolder(options.folder, randomUUID(), options.place);
    this.#own.catch(() => undefined);
  }

  prepare(): void {
    this.#spare.prepare();
  }

  async launch(job: Job): Promise<LaunchedJob> {
    const warm = job.warm === null ? null : await this.#warm.launch(job.warm, job);
    if (warm !== null) return warm;
    // A process of its own would wait for the lease under which the run was begun.
    if (job.taken?.begun) throw new LaunchFailure("the process for which it was begun is gone");
    return this.#launchAlone(job);
  }

  tellWaiting(listener: WaitingListener): void {
    this.#warm.listener = listener;
  }

  waitsFor(deploymentId: string): boolean {
    return this.#warm.waitsFor(deploymentId);
  }

  async offer(job: Job, offer: RunOffer): Promise<OfferedJob | null> {
    return job.warm === null ? null : this.#warm.offer(job.warm, job, offer);
  }

  async #launchAlone(job: Job): Promise<LaunchedJob> {
    const folder = new JobFolder(join(await this.#own, job.flowRunId));
    await folder.create();
    try {
      return await this.#start(job, folder);
    } catch (error) {
      await folder.remove();
      throw error;
    }
  }

  async leftBehind(): Promise<readonly LeftJob[]> {
    const left = await takeOver(this.#options.folder, await this.#own, this.#options.place);
    return (await jobsIn(left)).map((one) => {
      const { flowRunId, epoch, kind } = one.job;
      return { flowRunId, lease: { epoch, kind }, adopt: async ({ onLine }) => adopted(one, onLine) };
    });
  }

  /** Ends what waits for runs, and forgets its folder: nothing of any job is left. */
  async close(): Promise<void> {
    await Promise.all([this.#warm.close(), this.#spare.close(), this.#control.close()]);
    await leaveFolder(await this.#own);
  }

  async #start(job: Job, folder: JobFolder): Promise<LaunchedJob> {
    const session = job.lease.kind === "prefect" ? await this.#control.open() : null;
    const environment = layered(this.#options.environment, session?.environment ?? {}, job.environment);
    try {
      const launched = await watched(await this.#spawn(job.configuration, environment, folder, []), folder, job);
      void launched.ended.then(() => session?.end());
      return session === null ? launched : { ...launched, announceCancel: session.announceCancel };
    } catch (error) {
      session?.end();
      throw error;
    }
  }

  async #startRunner({ deploymentId }: WarmKey, { configuration, environment }: Job): Promise<WarmRunner> {
    const own = layered(this.#options.environment, { ...runless(environment), [WARM_DEPLOYMENT]: deploymentId });
    const spare = startsAlike(this.#options.environment, own) ? await this.#spare.take() : null;
    spare?.become(deploymentId, own, configuration.workingDir);
    return spare ?? this.#spawnRunner(configuration, own);
  }

  #startSpare(): Promise<WarmRunner> {
    const environment = layered(this.#options.environment, { [WARM_SPARE]: "1" });
    return this.#spawnRunner({ command: RUNNER_COMMAND, workingDir: null }, environment);
  }

  async #spawnRunner(process: Started, environment: Record<string, string>): Promise<WarmRunner> {
    const folder = new JobFolder(join(await this.#own, `warm-${randomUUID()}`));
    await folder.create();
    return new WarmRunner(await this.#spawn(process, environment, folder, ["ipc"]), folder);
  }

  async #spawn(
    { command, workingDir }: Started,
    env: Record<string, string>,
    folder: JobFolder,
    channels: readonly "ipc"[],
  ): Promise<ChildProcess> {
    const [program = "", ...args] = this.#words(command ?? this.defaultCommand);
    const output = await folder.openOutput();
    const stdio: StdioOptions = ["ignore", output.fd, output.fd, ...channels];
    try {
      const child = spawn(program, args, { cwd: workingDir ?? folder.work, env, stdio, detached: true });
      await once(child, "spawn");
      return child;
    } finally {
      await output.close();
    }
  }

  #words(command: string): string[] {
    const [program = "", ...args] = commandWords(command);
    return program === "tutti" ? [...this.#options.tuttiCommand, ...args] : [program, ...args];
  }
}

async function watched(child: ChildProcess, folder: JobFolder, job: Job): Promise<LaunchedJob> {
  const exited = once(child, "exit");
  const pid = child.pid ?? 0;
  const startedAt = await startOfProcess(pid);
  try {
    // Without a start it has ended already, and there is nothing that another worker could go on with.
    if (startedAt !== null) await folder.record({ pid, startedAt, flowRunId: job.flowRunId, ...job.lease });
  } catch (error) {
    // A full disk, perhaps: whoever hears that the job did not start must find nothing of it.
    await endGroup(pid, exited, 0);
    throw error;
  }
  const tail = new OutputTail(folder, 0, job.onLine);
  const ended = exited.then(async (): Promise<JobEnd> => {
    await tail.close();
    await folder.remove();
    return { code: child.exitCode, signal: child.signalCode, reason: null, isReported: false };
  });
  return { identifier: String(pid), isWarm: false, ended, ...endings(pid, exited) };
}

/** Somebody else's child: there is no word of its end but that it is gone. */
function adopted({ folder, job }: LeftFolder, onLine: Job["onLine"]): LaunchedJob {
  const identity = processOf(job);
  const gone = (async () => {
    while (await isAlive(identity)) await passed(LOOK_EVERY_MS);
  })();
  const ended = (async (): Promise<JobEnd> => {
    const tail = new OutputTail(folder, await folder.readPosition(), onLine);
    await gone;
    await tail.close();
    await folder.remove();
    return { code: null, signal: null, reason: null, isReported: false };
  })();
  return { identifier: String(job.pid), isWarm: false, ended, ...endings(job.pid, gone) };
}

function endings(pid: number, gone: Promise<unknown>): Pick<LaunchedJob, "end" | "endRest"> {
  return {
    end: (graceMs) => endGroup(pid, gone, graceMs),
    endRest: (graceMs) => endGroup(pid, Promise.resolve(), graceMs),
  };
}
