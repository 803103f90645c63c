import { artifact, flow, getLogger, task } from "tutti";

// Flows that the browser tests look at. A program runs the one that is named; it halts at a gate until it is told to go
// on, so that a test can look at a run in the middle.

function gate(name: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once("message", () => resolve());
  process.send?.({ gate: name });
  return promise;
}

let attempts = 0;

const prepare = task(async function prepare() {
  getLogger().info("prepared 8 chunks");
  return Array.from({ length: 8 }, (_, index) => index);
});

const loadsOpen = Promise.withResolvers<void>();
const load = task(async function load(chunk: number) {
  await loadsOpen.promise;
  getLogger().info(`loaded chunk ${chunk}`);
  return chunk;
});

const shaky = task({ retries: 1, retryDelaySeconds: 0 }, async function shaky(sum: number) {
  attempts += 1;
  if (attempts === 1) throw new Error("not yet");
  return sum;
});

const publish = flow(async function publish({ sum }: { sum: number }) {
  await artifact.markdown({
    key: "sum-report",
    markdown: `# Sum\n\n| what | value |\n|:--|--:|\n| sum | **${sum}** |\n`,
  });
  await artifact.table({ key: "sum-table", table: [{ what: "sum", value: sum }] });
  return sum;
});

/** Halts while its mapped tasks run, then has a retry and a subflow. */
const liveFlow = flow({ logPrints: true }, async function liveFlow({ month = "2023-01" }: { month?: string } = {}) {
  console.log(`month ${month}`);
  const chunks = await prepare();
  const loads = load.map(chunks);
  await gate("loading");
  loadsOpen.resolve();
  const loaded = await Promise.all(loads);
  const sum = await shaky(loaded.length);
  return publish({ sum });
});

const extract = task(async function extract() {
  getLogger().info("extracted 9 records");
  return 9;
});
const explode = task(async function explode(count: number): Promise<number> {
  getLogger().warn(`record ${count - 1} looks odd`);
  throw new Error("bad record 8");
});

const brokenFlow = flow(async function brokenFlow() {
  return explode(extract.submit());
});

const square = task(async function square(value: number) {
  if (value % 100 === 7) throw new Error(`no square of ${value}`);
  return value * value;
});

const colourful = task({ logPrints: true }, async function colourful() {
  for (let line = 0; line < 300; line += 1)
    console.log(`row ${line} \u001B[32mgreen\u001B[0m and \u001B[31mred\u001B[0m`);
  console.log("the needle in the log");
});

/** A thousand mapped runs, ten of which fail. */
const wideFlow = flow(async function wideFlow() {
  await colourful();
  const squares = square.map(Array.from({ length: 1000 }, (_, index) => index));
  const states = await Promise.all(squares.map((future) => future.state()));
  return states.filter((state) => state.type === "COMPLETED").length;
});

const flows = {
  live: () => liveFlow({ month: "2023-02" }),
  broken: () => brokenFlow.state(),
  wide: () => wideFlow(),
};

const name = process.argv[2] ?? "";
if (!(name in flows)) throw new Error(`there is no flow ${name}`);
await flows[name as keyof typeof flows]();
process.disconnect();
