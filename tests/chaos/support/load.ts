import { writeFlowRuns, writeLogs, writeVariable } from "./http-writers.ts";
import type { Journal } from "./journal.ts";
import { writeSteps } from "./step-writer.ts";

/** Clients of every kind writing at once until stopped, or until the server they write to is gone. */
export interface Load {
  /** Resolves when no client writes any more. */
  readonly ended: Promise<unknown>;
  /** Ends the clients. Throws what a client was answered while the server was expected to live. */
  stop(): Promise<void>;
  /** Ends the clients, whose requests may have failed with the server. */
  abandon(): Promise<void>;
}

export function startLoad(api: string, journal: Journal): Load {
  const controller = new AbortController();
  const { signal } = controller;
  const writers = [
    writeSteps(api, journal, signal),
    writeSteps(api, journal, signal),
    writeFlowRuns(api, journal, signal),
    writeFlowRuns(api, journal, signal),
    writeLogs(api, journal, signal),
    writeVariable(api, journal, signal),
  ];
  const failures: unknown[] = [];
  const ended = Promise.all(
    writers.map(async (writer) => {
      try {
        await writer;
      } catch (error) {
        if (!signal.aborted) failures.push(error);
      }
    }),
  );
  return {
    ended,
    async stop() {
      const seen = [...failures];
      controller.abort();
      await ended;
      if (seen.length > 0) throw new AggregateError(seen, "clients were refused while the server was up");
    },
    async abandon() {
      controller.abort();
      await ended;
    },
  };
}
