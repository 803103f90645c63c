// Maps a no-op task over many items in one run. Prints the milliseconds, and the most memory the process took, as JSON.
import { flow, task } from "tutti";

const noop = task({ name: "no-op" }, async function noop(index: number) {
  return index;
});

const largeMap = flow({ name: "bench-large-map" }, async function largeMap({ width }: { width: number }) {
  const startedAt = performance.now();
  await Promise.all(noop.map(Array.from({ length: width }, (_, index) => index)));
  return performance.now() - startedAt;
});

const ms = await largeMap({ width: Number(process.argv[2]) });
console.log(JSON.stringify([ms, process.resourceUsage().maxRSS * 1024]));
