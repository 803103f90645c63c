// Times each of a number of steps in one run, from inside the flow. Prints the milliseconds as JSON.
import { flow, task } from "tutti";

const noop = task({ name: "no-op" }, async function noop(index: number) {
  return index;
});

const steps = flow({ name: "bench-steps" }, async function steps({ count }: { count: number }) {
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const startedAt = performance.now();
    await noop(index);
    samples.push(performance.now() - startedAt);
  }
  return samples;
});

console.log(JSON.stringify(await steps({ count: Number(process.argv[2]) })));
