import type { Cluster } from "./cluster.ts";
import type { JobView } from "./job-view.ts";

const EVERY_MS = 30_000;

/** By these annotations one worker leaves to another what it has to know of a job. */
export const NOTES = {
  /** How far what the job prints was told. */
  told: "tutti.io/told",
  /** The epoch of the run's lease. */
  epoch: "tutti.io/epoch",
  /** Whose process the command starts. */
  kind: "tutti.io/kind",
  /** Which launch made it. */
  launch: "tutti.io/launch",
  /** Which worker's process watches it. */
  watcher: "tutti.io/watcher",
  /** That its end was seen: there is nothing to go on with. */
  ended: "tutti.io/ended",
} as const;

/** Writes on a job how far it was told, not oftener than twice a minute, and that its end was seen. */
export class JobNotes {
  readonly #cluster: Cluster;
  readonly #path: string;
  #at: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(cluster: Cluster, { namespace, name }: JobView) {
    this.#cluster = cluster;
    this.#path = `/apis/batch/v1/namespaces/${namespace}/jobs/${name}`;
  }

  told(at: string): void {
    this.#at = at;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#write({ [NOTES.told]: this.#at });
    }, EVERY_MS);
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#write({ [NOTES.ended]: "true" });
    await this.#writing;
  }

  /** Without a note some lines are told twice, which is no reason to fail; a job that is gone needs none. */
  #write(annotations: Record<string, string | null>): void {
    this.#writing = this.#writing
      .then(() => this.#cluster.patch(this.#path, { metadata: { annotations } }))
      .then(
        () => undefined,
        () => undefined,
      );
  }
}
