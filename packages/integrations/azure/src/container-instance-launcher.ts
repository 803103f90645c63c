import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { reasonOf } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
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
import { explained } from "./azure-failure.ts";
import { ContainerGroups } from "./container-groups.ts";
import { groupName } from "./group-name.ts";
import { groupRecord } from "./group-record.ts";
import { groupTemplate } from "./group-template.ts";
import { instanceClient } from "./instance-client.ts";
import { instanceJob, type InstancePlace } from "./instance-job.ts";
import { watchGroup } from "./watch-group.ts";

const LOOK_EVERY_MS = 1000;

// L1: what finds a group again is on disk before Azure is asked for it; a secret that signs in is not.

export const openLauncher: OpenLauncher = (options) => ContainerInstanceLauncher.open(options);

/** Starts jobs as container groups of Azure Container Instances. */
export class ContainerInstanceLauncher implements Launcher {
  readonly poolTypes = ["azure-container-instance"];
  readonly defaultCommand = "prefect flow-run execute";
  readonly #options: LauncherOptions;
  readonly #own: string;
  /** Signed in to once each: a token lasts for many runs. */
  readonly #places = new Map<string, Promise<ContainerGroups>>();

  private constructor(options: LauncherOptions, own: string) {
    this.#options = options;
    this.#own = own;
  }

  static async open(options: LauncherOptions): Promise<ContainerInstanceLauncher> {
    return new ContainerInstanceLauncher(options, await claimFolder(options.folder, randomUUID(), options.place));
  }

  async launch(job: Job): Promise<LaunchedJob> {
    const wanted = instanceJob(job.configuration);
    const template = groupTemplate(job, wanted, job.configuration.command ?? this.defaultCommand);
    const name = groupName(job.environment["PREFECT__FLOW_NAME"] ?? "", job.flowRunId);
    const groups = await this.#groupsOf(wanted.place);
    const what = `resource group ${wanted.place.resourceGroup}`;
    const record = groupRecord(join(this.#own, job.flowRunId));
    try {
      const { lookEverySeconds, isKept } = wanted;
      const { credentials, ...where } = wanted.place;
      const needsCredentials = credentials !== null;
      await record.write({ ...where, needsCredentials, name, lookEverySeconds, isKept, ...job.lease });
      await makeRoom(groups, name, job.unwanted);
      await groups.deploy(name, template);
    } catch (error) {
      // An answer that was lost may have been a yes.
      await groups.delete(name).catch(() => undefined);
      await record.remove();
      job.unwanted.throwIfAborted();
      throw new LaunchFailure(`no container group can be made: ${textOf(explained(error, what))}`, { cause: error });
    }
    job.onNews(`Making container group ${name} in ${what}`);
    return watchGroup(groups, { ...wanted, name, record, toldUntil: "" }, job);
  }

  leftBehind(): Promise<readonly LeftJob[]> {
    return leftJobs(this.#options, this.#own, groupRecord, async (group, record, told) => {
      const { subscriptionId, resourceGroup, needsCredentials } = group;
      const { credentials } = needsCredentials ? instanceJob(await told.configuration()).place : { credentials: null };
      const groups = await this.#groupsOf({ subscriptionId, resourceGroup, credentials });
      const toldUntil = (await record.readUntil()) ?? "";
      return watchGroup(groups, { ...group, record, toldUntil, startSeconds: null }, told);
    });
  }

  async close(): Promise<void> {
    await leaveFolder(this.#own);
  }

  #groupsOf({ subscriptionId, resourceGroup, credentials }: InstancePlace): Promise<ContainerGroups> {
    const place = { subscriptionId, resourceGroup, credentials };
    const key = JSON.stringify(place);
    const opened =
      this.#places.get(key) ??
      instanceClient(place, this.#options.environment).then((client) => new ContainerGroups(client, resourceGroup));
    this.#places.set(key, opened);
    opened.catch(() => this.#places.delete(key));
    return opened;
  }
}

/** What an earlier attempt of the run left goes first: Azure would go on with it. */
async function makeRoom(groups: ContainerGroups, name: string, unwanted: AbortSignal): Promise<void> {
  if ((await groups.find(name)) === null) return;
  await groups.delete(name);
  while ((await groups.find(name)) !== null) await passed(LOOK_EVERY_MS, null, { signal: unwanted });
}

function textOf(error: unknown): string {
  return error instanceof TuttiError ? error.detail : reasonOf(error);
}
