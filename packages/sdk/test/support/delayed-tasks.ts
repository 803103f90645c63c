import { existsSync, writeSync } from "node:fs";
import { Cancelled, Completed } from "../../src/returned-state.ts";
import { task } from "../../src/task.ts";

// Delayed by the tests, executed by `programs/serves-tasks.ts`.

export const greet = task(async function greet(name: string, { polite }: { polite: boolean }) {
  return `${polite ? "Good day" : "Hi"} ${name} from ${process.pid}`;
});

export const refuse = task({ retries: 1, retryDelaySeconds: 0 }, function refuse(reason: string): never {
  throw new RangeError(reason);
});

export const skip = task(function skip(name: string) {
  return name === "" ? Cancelled({ message: "nobody to greet" }) : Completed({ name: "Skipped", data: name });
});

/** Says that it has begun, and holds the event loop until there is the file. */
export const stuck = task(function stuck(name: string, file: string) {
  writeSync(1, `begun ${name}\n`);
  const pause = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(file)) Atomics.wait(pause, 0, 0, 20);
  return `${name} is through`;
});
