import { setTimeout as passed } from "node:timers/promises";
import { reasonOf } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import {
  type Job,
  type LaunchedJob,
  type Launcher,
  LaunchFailure,
  type LauncherOptions,
  type OpenLauncher,
} from "@tutti/worker/launcher";
import { explained } from "./azure-failure.ts";
import { ContainerGroups } from "./container-groups.ts";
import { groupName } from "./group-name.ts";
import { groupTemplate } from "./group-template.ts";
import { instanceClient } from "./instance-client.ts";
import { instanceJob, type InstancePlace } from "./instance-job.ts";
import { watchGroup } from "./watch-group.ts";

const LOOK_EVERY_MS = 1000;

export const openLauncher: OpenLauncher = async (options) => new ContainerInstanceLauncher(options);

/** Starts jobs as container groups of Azure Container Instances. */
export class ContainerInstanceLauncher implements Launcher {
  readonly poolTypes = ["azure-container-instance"];
  readonly defaultCommand = "prefect flow-run execute";
  readonly #options: Pick<LauncherOptions, "environment">;
  /** Signed in to once each: a token lasts for many runs. */
  readonly #places = new Map<string, Promise<ContainerGroups>>();

  constructor(options: Pick<LauncherOptions, "environment">) {
    this.#options = options;
  }

  async launch(job: Job): Promise<LaunchedJob> {
    const wanted = instanceJob(job.configuration);
    const template = groupTemplate(job, wanted, job.configuration.command ?? this.defaultCommand);
    const name = groupName(job.environment["PREFECT__FLOW_NAME"] ?? "", job.flowRunId);
    const groups = await this.#groupsOf(wanted.place);
    const what = `resource group ${wanted.place.resourceGroup}`;
    try {
      await makeRoom(groups, name, job.unwanted);
      await groups.deploy(name, template);
    } catch (error) {
      // An answer that was lost may have been a yes.
      await groups.delete(name).catch(() => undefined);
      job.unwanted.throwIfAborted();
      throw new LaunchFailure(`no container group can be made: ${textOf(explained(error, what))}`, { cause: error });
    }
    job.onNews(`Making container group ${name} in ${what}`);
    return watchGroup(groups, { ...wanted, name, identifier: `${job.flowRunId}:${name}` }, job);
  }

  async close(): Promise<void> {}

  #groupsOf(place: InstancePlace): Promise<ContainerGroups> {
    const key = JSON.stringify(place);
    const opened =
      this.#places.get(key) ??
      instanceClient(place, this.#options.environment).then(
        (client) => new ContainerGroups(client, place.resourceGroup),
      );
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
