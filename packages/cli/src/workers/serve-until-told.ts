import { stoppingWords } from "@tutti/core/stopping-words";
import type { Worker } from "@tutti/worker/worker";
import type { Output } from "../output.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Serves until a signal: the first lets what is running finish, the second ends it. Once resolves when what was due has
 * ended.
 */
export async function serveUntilTold(worker: Worker, once: boolean, output: Output, banner: string): Promise<void> {
  let signals = 0;
  let stop = () => {};
  const told = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const onSignal = () => {
    signals += 1;
    if (signals === 1) {
      if (worker.runCount > 0) output.say(stoppingWords(worker.runCount));
      stop();
    } else worker.endRuns();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    output.say(`${banner} Ctrl-C stops it.`);
    if (once) await Promise.race([worker.runOnce(), told.then(() => worker.stop())]);
    else {
      await worker.start();
      output.say("Waiting for runs.");
      await told;
      await worker.stop();
    }
    output.say("Stopped.");
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}
