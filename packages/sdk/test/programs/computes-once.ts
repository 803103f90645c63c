import { appendFileSync } from "node:fs";
import { setTimeout as passed } from "node:timers/promises";
import { CachePolicy } from "../../src/caching/cache-policy.ts";
import { flow } from "../../src/flow.ts";
import { task } from "../../src/task.ts";

// A program that computes something others compute, too.

const { CALLS = "" } = process.env;
const policy = CachePolicy.of(() => "computed-once").configure({ isolation: "SERIALIZABLE" });

const compute = task({ cachePolicy: policy }, async function compute() {
  appendFileSync(CALLS, "call\n");
  await passed(300);
  return 42;
});

const result = await flow({ name: "computes-once" }, async () => compute())();
process.stdout.write(`result ${result}\n`);
