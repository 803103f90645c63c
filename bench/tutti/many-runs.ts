// A number of runs of three no-op tasks, started at once. Prints the milliseconds until all had finished, as JSON.
import { flow, task } from "tutti";

const noop = task({ name: "no-op" }, async function noop(index: number) {
  return index;
});

const threeSteps = flow({ name: "bench-three-steps" }, async function threeSteps() {
  for (let index = 0; index < 3; index += 1) await noop(index);
});

await threeSteps();
const startedAt = performance.now();
await Promise.all(Array.from({ length: Number(process.argv[2]) }, () => threeSteps()));
console.log(JSON.stringify([performance.now() - startedAt]));
