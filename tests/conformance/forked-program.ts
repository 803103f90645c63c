import { createConnection } from "node:net";
import { StringDecoder } from "node:string_decoder";
import { inject } from "vitest";

export interface ForkedRequest {
  readonly program: "python" | "prefect";
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string | undefined;
  /** The file that takes its standard error, which otherwise comes with the rest. */
  readonly stderr?: string | undefined;
}

/** One of Prefect's programs, in a fork of the process that has loaded Prefect (`python/forks.py`). */
export class ForkedProgram {
  readonly #pid = Promise.withResolvers<number>();
  readonly #ended = Promise.withResolvers<number>();
  #heard = "";
  #isOver = false;
  /** Called when it has said more, and when it has ended. */
  onSaid: () => void = () => undefined;

  constructor({ program, args, env, cwd, stderr }: ForkedRequest) {
    const decoder = new StringDecoder();
    const socket = createConnection(inject("prefectForks"));
    for (const { promise } of [this.#pid, this.#ended]) promise.catch(() => undefined);
    socket.on("data", (chunk: Buffer) => {
      this.#heard += decoder.write(chunk);
      if (this.#heard.includes("\n")) this.#pid.resolve(Number(this.#heard.slice(0, this.#heard.indexOf("\n"))));
      this.onSaid();
    });
    socket.once("error", (error) => {
      this.#pid.reject(error);
      this.#ended.reject(error);
    });
    socket.once("close", () => {
      this.#isOver = true;
      this.#ended.resolve(Number(this.#heard.split("\0")[1] ?? -1));
      this.onSaid();
    });
    const request = { program, args, env, cwd: cwd ?? null, stderr: stderr ?? null };
    socket.write(`${JSON.stringify(request)}\n`);
  }

  get said(): string {
    const [whole = ""] = this.#heard.split("\0");
    return whole.slice(whole.indexOf("\n") + 1);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Its exit code, when it has ended. */
  get ended(): Promise<number> {
    return this.#ended.promise;
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    const pid = await this.#pid.promise;
    if (!this.#isOver) process.kill(pid, signal);
  }
}
