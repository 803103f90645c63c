import { unreachable } from "@tutti/core/unreachable";
import { type ChaosCrew, signal } from "./chaos-crew.ts";

/** A process that is stopped loses its lease, and somebody else has its run, before it goes on. */
const STOPPED_MS = { least: 4000, most: 8000 };
const MOST_STOPPED = 2;

/** What may happen to processes. */
const FAULTS = ["kill a runner", "kill a runner", "stop a runner", "kill the worker", "kill the server"] as const;
export type ProcessFault = (typeof FAULTS)[number];

/** Kills and stops the processes of a crew, one after the other, as chance will have it. */
export class ProcessFaults {
  readonly counts = new Map<ProcessFault, number>();
  readonly #crew: ChaosCrew;
  readonly #random: () => number;
  readonly #stopped = new Map<number, NodeJS.Timeout>();

  constructor(crew: ChaosCrew, random: () => number) {
    this.#crew = crew;
    this.#random = random;
  }

  get count(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  async strike(): Promise<void> {
    const fault = FAULTS[Math.floor(this.#random() * FAULTS.length)];
    if (fault === undefined || !(await this.#inflict(fault))) return;
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
  }

  /** Whoever is stopped goes on. */
  end(): void {
    for (const pid of this.#stopped.keys()) this.#wake(pid);
  }

  /** Answers whether there was anybody to suffer it. */
  async #inflict(fault: ProcessFault): Promise<boolean> {
    switch (fault) {
      case "kill a runner": {
        const pid = await this.#anyRunner();
        return pid !== null && signal(pid, "SIGKILL");
      }
      case "stop a runner":
        return this.#stopped.size < MOST_STOPPED && this.#stop(await this.#anyRunner());
      case "kill the worker":
        await this.#crew.killWorker();
        return true;
      case "kill the server":
        await this.#crew.killServer();
        return true;
      default:
        return unreachable(fault);
    }
  }

  #stop(pid: number | null): boolean {
    if (pid === null || !signal(pid, "SIGSTOP")) return false;
    const ms = STOPPED_MS.least + this.#random() * (STOPPED_MS.most - STOPPED_MS.least);
    this.#stopped.set(
      pid,
      setTimeout(() => this.#wake(pid), ms),
    );
    return true;
  }

  #wake(pid: number): void {
    clearTimeout(this.#stopped.get(pid));
    this.#stopped.delete(pid);
    signal(pid, "SIGCONT");
  }

  async #anyRunner(): Promise<number | null> {
    const awake = (await this.#crew.runners()).filter((pid) => !this.#stopped.has(pid));
    return awake[Math.floor(this.#random() * awake.length)] ?? null;
  }
}
