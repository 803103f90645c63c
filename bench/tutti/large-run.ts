// One run of many steps: times the first hundred and the last, and leaves in the middle of the run. Started again for the same run, it times how long
// that takes until it has come by all of them. Prints the run's id, and the milliseconds, as JSON.
import { flow, runtime, task } from "tutti";

const noop = task({ name: "no-op" }, async function noop(index: number) {
  return index;
});

const isResumed = process.env["TUTTI__FLOW_RUN_ID"] !== undefined;

const largeRun = flow({ name: "bench-large-run" }, async function largeRun({ count }: { count: number }) {
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const startedAt = performance.now();
    await noop(index);
    samples.push(performance.now() - startedAt);
  }
  if (isResumed) return;
  process.stdout.write(
    `${JSON.stringify({ id: runtime.flowRun?.id, samples: [...samples.slice(0, 100), ...samples.slice(-100)] })}\n`,
  );
  process.exit(0);
});

const startedAt = performance.now();
await largeRun({ count: Number(process.argv[2]) });
console.log(JSON.stringify({ id: "", samples: [performance.now() - startedAt] }));
