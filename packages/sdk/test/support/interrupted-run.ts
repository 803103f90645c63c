import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setFlowRunState } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { createRun, deploy } from "./deployed.ts";
import { executed } from "./executed-run.ts";
import type { Program } from "./program.ts";

/** A run of a flow in `programs/long-runs.ts`, executed as often as the test says. */
export class InterruptedRun {
  readonly id: string;
  readonly #calls: string;
  readonly #go: string;
  readonly #env: Record<string, string>;

  private constructor(id: string, paths: { calls: string; go: string }, env: Record<string, string>) {
    this.id = id;
    this.#calls = paths.calls;
    this.#go = paths.go;
    this.#env = env;
  }

  static async of(flow: string, api: ApiClient, env: Record<string, string>): Promise<InterruptedRun> {
    const place = join(env["TUTTI_HOME"] ?? "", randomUUID());
    const paths = { calls: `${place}-calls`, go: `${place}-go` };
    await writeFile(paths.calls, "");
    const deployment = await deploy(api, flow, { entrypoint: `long-runs.ts:${flow}` });
    const { id } = await createRun(api, deployment, paths);
    return new InterruptedRun(id, paths, env);
  }

  /** Starts the process that executes it. */
  execute(): Program {
    return executed(this.id, this.#env);
  }

  /** Lets the flow go on where it holds. */
  go(): Promise<void> {
    return writeFile(this.#go, "");
  }

  /** The steps that were called, in order, over all processes. */
  async calls(): Promise<string[]> {
    const text = await readFile(this.#calls, "utf8");
    return text.split("\n").filter((line) => line !== "");
  }
}

/** What a worker says of a process that is gone. */
export async function reportCrash(api: ApiClient, id: string): Promise<string | null> {
  const message = "Flow run process exited with status code -9.";
  const { state } = await setFlowRunState(api, id, { state: { type: "CRASHED", message } });
  return state?.name ?? null;
}
