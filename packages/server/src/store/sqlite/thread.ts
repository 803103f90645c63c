import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { ThreadOptions } from "./message.ts";

// The entry of the store's threads. Everything else is loaded after the compile cache is on, which a thread does not
// inherit: it halves the start and spares the thread a compiler.
enableCompileCache();

const options: ThreadOptions = workerData;
if (parentPort === null) throw new Error("this file is the entry of a thread");
if (options.script === "store-thread") {
  const { runStoreThread } = await import("./store-thread.ts");
  await runStoreThread(parentPort, options);
} else {
  const { runReaderThread } = await import("./reader-thread.ts");
  runReaderThread(parentPort, options);
}
