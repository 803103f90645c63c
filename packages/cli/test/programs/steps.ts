import { setTimeout } from "node:timers/promises";
import { flow } from "@tutti/sdk/flow";
import { task } from "@tutti/sdk/task";

// A flow for the command line to look at: `node steps.ts <run name> <good|bad|slow>`.
const [runName = "steps", outcome = "good"] = process.argv.slice(2);

const step = task({ logPrints: true }, async function step(index: number) {
  console.log(`step ${index} of ${outcome}`);
  if (outcome === "slow") await setTimeout(400);
  if (outcome === "bad" && index === 2) throw new Error("boom\nin two lines");
  return index;
});

const steps = flow({ flowRunName: runName }, async function steps({ count }: { count: number }) {
  let sum = 0;
  for (let index = 1; index <= count; index++) sum += await step(index);
  return sum;
});

await steps({ count: 3 }).catch(() => (process.exitCode = 1));
