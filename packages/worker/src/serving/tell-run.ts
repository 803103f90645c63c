import type { Job } from "../launcher.ts";
import type { Narrator } from "../narrator.ts";
import type { RunLog } from "./run-log.ts";

interface ToldRun {
  readonly name: string;
  /** Whether the worker shows what the job prints. */
  readonly streamsOutput: boolean;
}

/** What a run's job tells: it goes into the run's log, and what it prints is shown where the worker shows that, too. */
export function tellRun(
  log: RunLog,
  narrator: Narrator,
  { name, streamsOutput }: ToldRun,
): Pick<Job, "onLine" | "onNews"> {
  return {
    onLine: (line) => {
      log.output(line);
      if (streamsOutput) narrator.output(name, line);
    },
    onNews: (text) => log.write("info", text),
  };
}
