import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { inject } from "vitest";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user's shell in a folder of theirs: their own Node, no repository, and a home of their own. */
export class Shell {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(folder: string, home: string) {
    this.#folder = folder;
    const programs = join(inject("installedFolder"), "node_modules", ".bin");
    this.#env = {
      PATH: [programs, dirname(process.execPath), process.env["PATH"] ?? ""].join(":"),
      HOME: home,
      TUTTI_HOME: join(home, ".tutti"),
    };
  }

  /** Runs a line to its end. */
  run(line: string): Promise<Outcome> {
    return new Promise((resolve) => {
      execFile("sh", ["-c", line], { cwd: this.#folder, env: this.#env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === "number" ? error.code : error === null ? 0 : 1, stdout, stderr }),
      );
    });
  }

  /** Runs a line that must succeed. */
  async succeed(line: string): Promise<Outcome> {
    const outcome = await this.run(line);
    if (outcome.code !== 0) throw new Error(`${line} ended with ${outcome.code}:\n${outcome.stdout}${outcome.stderr}`);
    return outcome;
  }

  /** What a line prints as JSON. */
  async json(line: string): Promise<unknown> {
    return JSON.parse((await this.succeed(line)).stdout);
  }

  /** Starts a line that stays, until `stop`. */
  start(line: string): ChildProcess {
    return spawn("sh", ["-c", `exec ${line}`], { cwd: this.#folder, env: this.#env, stdio: "ignore" });
  }
}

/** Ends a line that stayed as Ctrl-C does; answers its exit code. */
export async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) {
    child.kill("SIGINT");
    await once(child, "exit");
  }
  return child.exitCode;
}
