import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { withCompileCache } from "@tutti/client/compile-cache";
import { type CliOutcome, cliEnvironment } from "./run-cli.ts";

const HOST = fileURLToPath(new URL("cli-host.ts", import.meta.url));

/** The command line in one process for many commands, one at a time: a tenth of the time that a process each takes. */
export class HostedCli {
  #host: ChildProcess | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the command line to its end, when what was called before has come to its own. */
  run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<CliOutcome> {
    const outcome = this.#last.then(() => this.#run(args, env));
    this.#last = outcome.catch(() => undefined);
    return outcome;
  }

  async #run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<CliOutcome> {
    const host = (this.#host ??= fork(HOST, {
      env: withCompileCache(cliEnvironment({})),
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    }));
    const isOver = new AbortController();
    const answered = Promise.race([
      once(host, "message", { signal: isOver.signal }),
      once(host, "exit", { signal: isOver.signal }),
    ]);
    host.send({ args, env });
    const [outcome] = await answered;
    isOver.abort();
    if (typeof outcome !== "object" || outcome === null) throw new Error(`${args.join(" ")} ended the host`);
    return outcome;
  }

  async stop(): Promise<void> {
    const host = this.#host;
    if (host === null || host.exitCode !== null) return;
    const left = once(host, "exit");
    host.disconnect();
    await left;
  }
}
