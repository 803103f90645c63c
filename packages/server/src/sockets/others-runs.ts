import type { LiveChange } from "@tutti/core/wire/live";
import type { CommittedEvent } from "../store/rows/event-row.ts";
import type { ReadRuns } from "../store/queries/flow-runs/read-runs.ts";

const FLOW_RUN = "prefect.flow-run.";
const TASK_RUN = "prefect.task-run.";
const RESOURCE_ID = "prefect.resource.id";
const RESOURCE_ROLE = "prefect.resource.role";

/** Runs of one read. */
const READ_MAX = 200;
/** Runs that wait to be read, and states that this server is known to have told. */
const WAITING_MAX = 5000;
const OWN_MAX = 10_000;

export type ReadRunsByIds = (ids: {
  readonly flowRunIds: readonly string[];
  readonly taskRunIds: readonly string[];
}) => Promise<ReadRuns>;

export interface RunsAudience {
  /** Whether anybody looks at this flow run. */
  isWatched(flowRunId: string): boolean;
  /** Hears of a run as it is now. */
  tell(changes: readonly LiveChange[]): void;
  /** Hears that there were changes that it is not told. */
  gap(): void;
}

/**
 * Tells what other servers of the database changed of runs: their events say of which, and the runs are read. Changes
 * without an event (a new name, a deletion) are not told.
 *
 * O1: an event of a state that this server told itself costs no read: a state has the id of its event.
 * O2: a run that this server tells of while it is being read is left out: what was read may be the older.
 * O3: however many runs change, only so many wait; then whoever looks is told to read everything again.
 */
export class OthersRuns {
  readonly #read: ReadRunsByIds;
  readonly #audience: RunsAudience;
  readonly #ownStates = new Set<string>();
  readonly #flowRuns = new Set<string>();
  readonly #taskRuns = new Set<string>();
  readonly #toldMeanwhile = new Set<string>();
  #isReading = false;

  constructor(read: ReadRunsByIds, audience: RunsAudience) {
    this.#read = read;
    this.#audience = audience;
  }

  /** What this server tells of its own. */
  remember(changes: readonly LiveChange[]): void {
    for (const change of changes) {
      const run = runOf(change);
      if (run === null) continue;
      if (this.#isReading) this.#toldMeanwhile.add(run.id);
      if (run.state_id !== null) this.#ownStates.add(run.state_id);
    }
    for (const oldest of this.#ownStates) {
      if (this.#ownStates.size <= OWN_MAX) break;
      this.#ownStates.delete(oldest);
    }
  }

  hear(events: readonly CommittedEvent[]): void {
    for (const event of events) if (!this.#ownStates.has(event.id)) this.#note(event);
    if (this.#flowRuns.size + this.#taskRuns.size > WAITING_MAX) this.#giveUp();
    if (!this.#isReading) void this.#readOn();
  }

  #note({ resource, related }: CommittedEvent): void {
    const flowRunId = idBehind(FLOW_RUN, resource);
    if (flowRunId !== null && this.#audience.isWatched(flowRunId)) this.#flowRuns.add(flowRunId);
    const taskRunId = idBehind(TASK_RUN, resource);
    if (taskRunId === null) return;
    const parent = related.find((labels) => labels[RESOURCE_ROLE] === "flow-run");
    const parentId = parent === undefined ? null : idBehind(FLOW_RUN, parent);
    if (parentId !== null && this.#audience.isWatched(parentId)) this.#taskRuns.add(taskRunId);
  }

  async #readOn(): Promise<void> {
    this.#isReading = true;
    while (this.#flowRuns.size + this.#taskRuns.size > 0) {
      this.#toldMeanwhile.clear();
      try {
        const found = await this.#read({ flowRunIds: taken(this.#flowRuns), taskRunIds: taken(this.#taskRuns) });
        const changes = [
          ...found.flowRuns.map((flow_run) => ({ kind: "flow-run" as const, flow_run })),
          ...found.taskRuns.map((task_run) => ({ kind: "task-run" as const, task_run })),
        ];
        this.#audience.tell(changes.filter((change) => !this.#toldMeanwhile.has(runOf(change)?.id ?? "")));
      } catch {
        this.#giveUp();
      }
    }
    this.#isReading = false;
  }

  #giveUp(): void {
    this.#flowRuns.clear();
    this.#taskRuns.clear();
    this.#audience.gap();
  }
}

function runOf(change: LiveChange): { readonly id: string; readonly state_id: string | null } | null {
  if (change.kind === "flow-run") return change.flow_run;
  return change.kind === "task-run" ? change.task_run : null;
}

function idBehind(prefix: string, labels: Readonly<Record<string, string>>): string | null {
  const id = labels[RESOURCE_ID] ?? "";
  return id.startsWith(prefix) ? id.slice(prefix.length) : null;
}

/** The first of them, which then wait no longer. */
function taken(waiting: Set<string>): string[] {
  const ids = [...waiting].slice(0, READ_MAX);
  for (const id of ids) waiting.delete(id);
  return ids;
}
