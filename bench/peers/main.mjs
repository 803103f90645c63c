// One program of the bench, by the peer in this folder: prints its milliseconds as JSON.
import { open } from "./peer.mjs";
import { workflows } from "./workflows.mjs";

const programs = {
  steps: (start, count) => start("steps", { count }),
  fibonacci: (start, runs) => repeated(runs, () => start("fibonacci", {})),
  "fan-out": (start, width, runs) => repeated(runs, () => start("fanOut", { width })),
  async "many-runs"(start, count) {
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: count }, () => start("threeSteps", {})));
    return [performance.now() - startedAt];
  },
  survive: (start) => start("survive", {}),
  "first-step": (start, runs) =>
    repeated(runs, async () => {
      const askedAt = performance.timeOrigin + performance.now();
      return (await start("firstStep", {})) - askedAt;
    }),
};

async function repeated(count, run) {
  const samples = [];
  for (let index = 0; index < count; index += 1) samples.push(await run());
  return samples;
}

const [program, ...args] = process.argv.slice(2);
const peer = await open(workflows);
// Started again after it was killed: what it left goes on by itself, and says so.
if (program === "resume") await new Promise((resolve) => setTimeout(resolve, 120_000));
// Everything is loaded, connected and compiled once before it is measured.
await peer.start("threeSteps", {});
const samples = await programs[program](peer.start, ...args.map(Number));
console.log(JSON.stringify(samples));
await peer.close();
process.exit(0);
