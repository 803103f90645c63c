import { appendFileSync, existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { threadId } from "node:worker_threads";

// Loaded into a server, and into each of its threads, before anything else: when there is a file HEAP_FILE, each collects
// its garbage and notes there what is left, once, until the file is gone again.

const FILE = process.env["HEAP_FILE"] ?? "";
const LOOK_EVERY_MS = 200;

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");
let hasTold = false;

setInterval(() => {
  const isAsked = existsSync(FILE);
  if (isAsked && !hasTold) {
    if (typeof collect === "function") collect();
    appendFileSync(FILE, `${process.pid}.${threadId} ${process.memoryUsage().heapUsed}\n`);
  }
  hasTold = isAsked;
}, LOOK_EVERY_MS).unref();
