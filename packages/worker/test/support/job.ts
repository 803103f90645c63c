import { randomUUID } from "node:crypto";
import type { Job } from "../../src/launcher.ts";

/** A job of nobody's run. */
export function someJob(command: string | null, changes: Partial<Job> = {}): Job {
  const configuration = {
    command,
    env: {},
    labels: {},
    name: null,
    streamsOutput: false,
    workingDir: null,
    fields: {},
  };
  return {
    flowRunId: randomUUID(),
    taken: null,
    configuration,
    environment: {},
    lease: { epoch: null, kind: "other" },
    warm: null,
    unwanted: new AbortController().signal,
    onLine: () => undefined,
    onNews: () => undefined,
    ...changes,
  };
}
