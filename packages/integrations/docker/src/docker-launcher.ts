import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { TUTTI_IMAGE, usualImage } from "@tutti/worker/job/usual-image";
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
import type Docker from "dockerode";
import type { Container, ContainerCreateOptions } from "dockerode";
import { connectDocker, daemonName } from "./connect-docker.ts";
import { containerName, containerOptions } from "./container-options.ts";
import { isStatus, reasonOf } from "./docker-error.ts";
import { type DockerJob, dockerJob } from "./docker-job.ts";
import { jobRecord } from "./job-record.ts";
import { provideImage } from "./pull-image.ts";
import { remove, watchContainer, type WatchedContainer } from "./watch-container.ts";

const MOST_NAMES = 1000;

// D1: whatever fails before a container runs leaves none.
// D2: what finds a container again is on disk before it starts: a worker that is killed leaves none that nobody knows.

export const openLauncher: OpenLauncher = (options) => DockerLauncher.open(options);

/** Starts jobs as Docker containers. */
export class DockerLauncher implements Launcher {
  readonly poolTypes = ["docker"];
  readonly defaultCommand = "prefect flow-run execute";
  readonly #docker: Docker;
  readonly #options: LauncherOptions;
  readonly #own: string;

  private constructor(docker: Docker, options: LauncherOptions, own: string) {
    this.#docker = docker;
    this.#options = options;
    this.#own = own;
  }

  /** Throws `invalid_usage` where no daemon answers. */
  static async open(options: LauncherOptions): Promise<DockerLauncher> {
    const docker = await connectDocker();
    return new DockerLauncher(docker, options, await claimFolder(options.folder, randomUUID(), options.place));
  }

  async launch(job: Job): Promise<LaunchedJob> {
    const wanted = dockerJob(job.configuration);
    const command = job.configuration.command ?? this.defaultCommand;
    const { image, pullPolicy } = wantedImage(wanted, command);
    const options = containerOptions(job, wanted, command, image);
    await provideImage(this.#docker, image, { ...wanted, pullPolicy }, job);
    job.unwanted.throwIfAborted();
    const container = await this.#create(options, containerName(job.configuration.name));
    const record = jobRecord(join(this.#own, job.flowRunId));
    try {
      const recorded = { container: container.id, isRemoved: wanted.isRemoved, ...job.lease };
      await record.write(recorded);
      await this.#start(container, wanted);
      job.onNews(`Started container ${container.id.slice(0, 12)} of image ${image}`);
      return this.#watch({ container, job: recorded, record, waitSeconds: wanted.waitSeconds }, job);
    } catch (error) {
      await remove(container);
      await record.remove();
      throw new LaunchFailure(`container ${container.id.slice(0, 12)} does not start: ${reasonOf(error)}`, {
        cause: error,
      });
    }
  }

  leftBehind(): Promise<readonly LeftJob[]> {
    return leftJobs(this.#options, this.#own, jobRecord, async (job, record, told) => {
      const container = this.#docker.getContainer(job.container);
      return this.#watch({ container, job, record, waitSeconds: null }, told);
    });
  }

  async close(): Promise<void> {
    await leaveFolder(this.#own);
  }

  #watch(watched: Omit<WatchedContainer, "daemon">, told: Pick<Job, "onLine" | "onNews">): LaunchedJob {
    return watchContainer({ ...watched, daemon: daemonName() }, told);
  }

  /** A name that another container has is taken with a number. */
  async #create(options: ContainerCreateOptions, name: string | null): Promise<Container> {
    for (let index = 0; ; index++) {
      const numbered = index === 0 ? name : `${name}-${index}`;
      try {
        return await this.#docker.createContainer(numbered === null ? options : { ...options, name: numbered });
      } catch (error) {
        const isTaken = isStatus(error, 409) && name !== null && index < MOST_NAMES;
        if (!isTaken) throw new LaunchFailure(`no container can be made: ${reasonOf(error)}`, { cause: error });
      }
    }
  }

  /** Only one network can be given when a container is made. */
  async #start(container: Container, { networks }: DockerJob): Promise<void> {
    for (const network of networks.slice(1)) {
      await this.#docker.getNetwork(network).connect({ Container: container.id });
    }
    await container.start();
  }
}

/** What nobody named and no registry has is not pulled. */
function wantedImage(
  { image, pullPolicy }: DockerJob,
  command: string,
): Pick<DockerJob, "pullPolicy"> & { image: string } {
  const wanted = image ?? usualImage(command);
  return { image: wanted, pullPolicy: pullPolicy ?? (image === null && wanted === TUTTI_IMAGE ? "Never" : null) };
}
