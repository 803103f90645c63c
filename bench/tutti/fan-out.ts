// A number of no-op tasks mapped in one run. Prints the milliseconds until all had finished, of each run, as JSON.
import { flow, task } from "tutti";

const noop = task({ name: "no-op" }, async function noop(index: number) {
  return index;
});

const fanOut = flow({ name: "bench-fan-out" }, async function fanOut({ width }: { width: number }) {
  const items = Array.from({ length: width }, (_, index) => index);
  const startedAt = performance.now();
  await Promise.all(noop.map(items));
  return performance.now() - startedAt;
});

const samples: number[] = [];
for (let index = 0; index < Number(process.argv[3]); index += 1)
  samples.push(await fanOut({ width: Number(process.argv[2]) }));
console.log(JSON.stringify(samples));
