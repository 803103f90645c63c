import type { ContainerGroup } from "@azure/arm-containerinstance";
import { reasonOf } from "@tutti/client/response-error";
import type { Job, JobEnd, LaunchedJob } from "@tutti/worker/launcher";
import { watchByPolling } from "@tutti/worker/polled-job";
import type { KeptJob } from "@tutti/worker/process/kept-job";
import type { ContainerGroups, DeploymentView } from "./container-groups.ts";
import { GroupLog } from "./group-log.ts";
import { containerState, groupProgress, type GroupProgress } from "./group-progress.ts";
import type { RecordedGroup } from "./group-record.ts";
import type { InstanceJob } from "./instance-job.ts";

export interface WatchedGroup extends Pick<InstanceJob, "lookEverySeconds" | "isKept"> {
  readonly name: string;
  readonly record: KeptJob<RecordedGroup>;
  /** How long its container may take to start; null: as long as it takes. */
  readonly startSeconds: number | null;
  /** The time of the last line that another worker told. */
  readonly toldUntil: string;
}

// G1: the group is the truth; the deployment is asked only while there is no container that tells.
// G2: whatever ends a run, its group goes, or is stopped where it is kept.

/** Stays with a container group to its end, by looking at it again and again: Azure tells nothing by itself. */
export function watchGroup(
  groups: ContainerGroups,
  watched: WatchedGroup,
  told: Pick<Job, "onLine" | "onNews">,
): LaunchedJob {
  const eye = new GroupEye(groups, watched, told);
  return watchByPolling({
    identifier: `${watched.record.flowRunId}:${watched.name}`,
    everyMs: watched.lookEverySeconds * 1000,
    look: () => eye.look(),
    stop: () => eye.remove(),
    afterwards: async () => {
      await eye.remove();
      await watched.record.remove();
    },
    onTrouble: (error) =>
      told.onNews(
        error === null
          ? "Azure answers again."
          : `The container group ${watched.name} cannot be looked at (${reasonOf(error)}); it is tried again`,
      ),
  });
}

/** What is known of a group from one look to the next. */
class GroupEye {
  readonly #groups: ContainerGroups;
  readonly #watched: WatchedGroup;
  readonly #told: Pick<Job, "onLine" | "onNews">;
  readonly #startedAt = performance.now();
  #log: GroupLog | null = null;
  #wasThere = false;
  #hasBegun = false;
  #obstacle: string | null = null;

  constructor(groups: ContainerGroups, watched: WatchedGroup, told: Pick<Job, "onLine" | "onNews">) {
    this.#groups = groups;
    this.#watched = watched;
    this.#told = told;
  }

  async look(): Promise<JobEnd | null> {
    const group = await this.#groups.find(this.#watched.name);
    const deployment = this.#hasBegun ? null : await this.#deployment(group);
    const progress = groupProgress(group, deployment, this.#wasThere);
    this.#wasThere ||= group !== null;
    if (progress.kind === "waiting") return this.#wait(progress);
    this.#hasBegun = true;
    await this.#readLog(group);
    return progress.kind === "ended" ? progress.end : null;
  }

  /** What only begins to be made is not made. */
  async remove(): Promise<void> {
    const { name, isKept } = this.#watched;
    if (!this.#hasBegun) await this.#groups.cancelDeployment(name);
    if (isKept) await this.#groups.stop(name);
    else await this.#groups.delete(name);
  }

  async #deployment(group: ContainerGroup | null): Promise<DeploymentView | null> {
    const isTelling = group !== null && containerState(group).state !== undefined;
    return isTelling ? null : this.#groups.deployment(this.#watched.name);
  }

  #wait({ obstacle }: Extract<GroupProgress, { kind: "waiting" }>): JobEnd | null {
    if (obstacle !== null && obstacle !== this.#obstacle) this.#told.onNews(obstacle);
    this.#obstacle = obstacle ?? this.#obstacle;
    const { startSeconds } = this.#watched;
    if (startSeconds === null || performance.now() - this.#startedAt < startSeconds * 1000) return null;
    const why = this.#obstacle === null ? "" : ` ${this.#obstacle}`;
    const reason = `The container did not start within ${startSeconds} s.${why}`;
    return { code: null, signal: null, reason, isReported: false };
  }

  /** A container that is busy, or gone, may have no log to give: what it printed comes with the next look, or not. */
  async #readLog(group: ContainerGroup | null): Promise<void> {
    const container = group?.containers[0]?.name;
    if (container === undefined) return;
    const { name, record, toldUntil } = this.#watched;
    this.#log ??= new GroupLog((tail) => this.#groups.log(name, container, tail), this.#told.onLine, toldUntil);
    const before = this.#log.toldUntil;
    await this.#log.look().catch(() => undefined);
    if (this.#log.toldUntil !== before) await record.noteRead(this.#log.toldUntil);
  }
}
