import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { tags } from "../../src/tags.ts";
import { task } from "../../src/task.ts";

// What a flow sees, and leaves behind, in a runner that executes one run after the other.

let count = 0;

const look = task(async function look() {
  return process.env["COLOUR"] ?? "none";
});

export const litters = flow(async function litters({ leave = "" }: { leave?: string } = {}) {
  count++;
  const seen = [count, runtime.flowRun?.id, await look(), process.env["LITTER"] ?? "none", process.cwd()];
  process.env["LITTER"] = leave;
  process.chdir("/");
  void tags(["left"], () => new Promise(() => undefined));
  return seen;
});

export const fails = flow(async function fails() {
  throw new Error("no");
});
