import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { createInterface } from "node:readline";
import { z } from "zod";

/** What a request to run a task says of its container. */
export const runInput = z.looseObject({
  taskDefinition: z.string(),
  overrides: z.looseObject({
    containerOverrides: z.array(
      z.looseObject({
        name: z.string(),
        command: z.array(z.string()),
        environment: z.array(z.object({ name: z.string(), value: z.string() })),
      }),
    ),
  }),
});

/** Takes what a container prints; told is done when the line is kept. */
export type KeepLine = (line: string) => Promise<void>;

/** A task as its node has it: what its container says, run as a process of this machine. The variable FATE tells others. */
export class TaskProcess {
  readonly name: string;
  readonly #fate: string | undefined;
  readonly #child: ChildProcess | null;
  #exitCode: number | null = null;
  #isStopped = false;

  constructor({ overrides }: z.infer<typeof runInput>, keepLine: KeepLine | null) {
    const [container] = overrides.containerOverrides;
    const { command = [], environment = [] } = container ?? {};
    this.name = container?.name ?? "";
    const env = Object.fromEntries(environment.map(({ name, value }) => [name, value]));
    this.#fate = env["FATE"];
    const [program = "", ...args] = command;
    this.#child =
      this.#fate === undefined
        ? spawn(program, args, {
            env: { PATH: process.env["PATH"], ...env },
            stdio: ["ignore", "pipe", "ignore"],
            detached: true,
          })
        : null;
    const kept = this.#keepLines(keepLine);
    this.#child?.once("close", (code, signal) => {
      const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      void kept.then(() => (this.#exitCode = exitCode));
    });
  }

  async #keepLines(keepLine: KeepLine | null): Promise<void> {
    if (!this.#child?.stdout) return;
    for await (const line of createInterface(this.#child.stdout)) await keepLine?.(line);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** As ECS does: asked to end, and after a while made to. */
  stop(): void {
    this.#isStopped = true;
    this.#child?.kill("SIGTERM");
    setTimeout(() => this.end(), 200);
  }

  end(): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // Nothing of it is left.
    }
  }

  /** What ECS says of it, as its reference of these fields has it. */
  get told(): Record<string, unknown> {
    const container = { name: this.name, lastStatus: "STOPPED" };
    if (this.#fate === "unpullable") {
      const stoppedReason = "CannotPullContainerError: pull image manifest has been retried 5 time(s): not found";
      return { lastStatus: "STOPPED", stopCode: "TaskFailedToStart", stoppedReason, containers: [container] };
    }
    if (this.#fate === "starving") {
      const exited = { ...container, exitCode: 137, reason: "OutOfMemoryError: Container killed due to memory usage" };
      const stoppedReason = "Essential container in task exited";
      return { lastStatus: "STOPPED", stopCode: "EssentialContainerExited", stoppedReason, containers: [exited] };
    }
    if (this.#fate === "slow" && !this.#isStopped) return { lastStatus: "PENDING", containers: [] };
    if (this.#fate !== "slow" && this.#exitCode === null) return { lastStatus: "RUNNING", containers: [] };
    const exited = this.#exitCode === null ? container : { ...container, exitCode: this.#exitCode };
    const stopCode = this.#isStopped ? "UserInitiated" : "EssentialContainerExited";
    const stoppedReason = this.#isStopped ? "Its worker ends it." : "Essential container in task exited";
    return { lastStatus: "STOPPED", stopCode, stoppedReason, containers: [exited] };
  }
}
