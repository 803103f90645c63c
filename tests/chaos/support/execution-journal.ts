import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProcessIdentity } from "@tutti/client/process-identity";

/** Which execution of each step the attempt that ended the run had seen. */
export interface EndedRun {
  readonly id: string;
  readonly seen: Readonly<Record<string, string>>;
}

interface Note {
  readonly what: string;
  readonly run: string;
  readonly attempt: number;
  readonly step: string;
  readonly execution: string;
}

/** What `programs/chaotic.ts` noted: each execution of a step, and each that its flow was told is committed. */
export class ExecutionJournal {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Every process that ever executed a run. Its number may be another's by now, who has nothing to do with it. */
  processes(): ProcessIdentity[] {
    return this.#lines("processes").map((line) => {
      const [pid = "", startedAt = ""] = line.split(" ");
      return { pid: Number(pid), startedAt };
    });
  }

  /** What was executed, or committed, and should not have been. */
  violations(runs: readonly EndedRun[]): string[] {
    const notes = Map.groupBy(this.#notes(), ({ run }) => run);
    return runs.flatMap(({ id, seen }) => {
      const steps = Map.groupBy(notes.get(id) ?? [], ({ step }) => step);
      return Object.entries(seen).flatMap(([step, execution]) =>
        violationsOf(steps.get(step) ?? [], execution).map((what) => `run ${id}, step ${step}: ${what}`),
      );
    });
  }

  get executions(): number {
    return this.#notes().filter(({ what }) => what === "runs").length;
  }

  #notes(): Note[] {
    return this.#lines("journal").map((line) => {
      const [what = "", run = "", attempt = "", step = "", execution = ""] = line.split(" ");
      return { what, run, attempt: Number(attempt), step, execution };
    });
  }

  #lines(file: string): string[] {
    const path = join(this.#folder, file);
    if (!existsSync(path)) return [];
    return readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "");
  }
}

/**
 * Attempts are told apart by their number, not by time: what a process that slept through its lease executes afterwards is
 * late, and does not count, as long as nothing of it is committed.
 */
function violationsOf(notes: readonly Note[], stands: string): string[] {
  const executed = notes.filter(({ what }) => what === "runs");
  const committed = notes.filter(({ what, execution }) => what === "committed" && execution !== stands);
  const own = executed.find(({ execution }) => execution === stands);
  if (own === undefined) return [`execution ${stands} stands, and nobody executed it`];
  const again = executed.filter(({ attempt, execution }) => execution !== stands && attempt >= own.attempt);
  return [
    ...committed.map(
      ({ execution, attempt }) => `attempt ${attempt} was told that ${execution} is committed, not ${stands}`,
    ),
    ...again.map(
      ({ execution, attempt }) =>
        `${stands} of attempt ${own.attempt} stands, and attempt ${attempt} made ${execution}`,
    ),
  ];
}
