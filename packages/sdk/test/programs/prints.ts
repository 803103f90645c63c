import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";

const print = task(async function print() {
  console.log("from the task", 1);
});

const silent = task({ logPrints: false }, async function silent() {
  console.log("not logged");
});

const printing = flow({ logPrints: true }, async function printing() {
  console.warn("from the flow");
  await print();
  await silent();
  return runtime.flowRun?.id;
});

console.log("before any run");
console.log(`run ${await printing()}`);
