import { readFileSync, writeSync } from "node:fs";
import { task } from "../../src/task.ts";

// Delayed by the tests, executed by `programs/serves-tasks.ts`.

export const greet = task(async function greet(name: string, { polite }: { polite: boolean }) {
  return `${polite ? "Good day" : "Hi"} ${name} from ${process.pid}`;
});

export const refuse = task({ retries: 1, retryDelaySeconds: 0 }, function refuse(reason: string): never {
  throw new RangeError(reason);
});

/** Says that it has begun, and holds the event loop until somebody writes a line to the pipe. */
export const stuck = task(function stuck(name: string, pipe: string) {
  writeSync(1, `begun ${name}\n`);
  return `${name} ${readFileSync(pipe, "utf8").trim()}`;
});
