import { writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { BroadcastChannel, isMainThread } from "node:worker_threads";

// Loaded into a server before its own code, into each of its threads: on SIGUSR2 all of them collect their garbage, and
// the main thread writes how much heap is in use into the file that the environment names.

/** Time for every thread to collect and to answer, where nothing else has a processor free. */
const QUIET_MS = 10_000;

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

function heapUsed(): number {
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
}

const channel = new BroadcastChannel("heap");
channel.unref();
let others = 0;

function post(message: string | number): void {
  const sent = [message] as const;
  channel.postMessage(...sent);
}

channel.addEventListener("message", (message) => {
  const data: unknown = Reflect.get(message, "data");
  if (data === "report" && !isMainThread) post(heapUsed());
  if (typeof data === "number" && isMainThread) others += data;
});

const file = process.env["BENCH_HEAP_FILE"] ?? "";
if (isMainThread && file !== "") {
  process.on("SIGUSR2", () => {
    others = 0;
    post("report");
    setTimeout(() => writeFileSync(file, String(heapUsed() + others)), QUIET_MS);
  });
}
