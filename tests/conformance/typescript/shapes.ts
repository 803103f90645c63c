import { setTimeout as passed } from "node:timers/promises";
import { allowFailure, artifact, flow, type Flow, getLogger, runtime, task, unmapped, variables } from "tutti";

// The shapes of work of `python/shapes.py`, in TypeScript. Run as `node shapes.ts NAME …`: the last line printed is a JSON
// object of what the program itself saw.

const attempts = { flow: 0, task: 0 };
let runId = "none";

/** Remembers which run this is, for the reader of the output. */
function remember(): void {
  runId = runtime.flowRun?.id ?? "none";
}

const add = task(function add(left: number, right: number) {
  return left + right;
});

const double = task(function double(number: number) {
  getLogger().info("doubling %d", number);
  return 2 * number;
});

const shaky = task({ retries: 2, retryDelaySeconds: 0 }, function shaky() {
  attempts.task += 1;
  if (attempts.task < 3) throw new Error(`attempt ${attempts.task} fails`);
  return attempts.task;
});

const broken = task(function broken(): never {
  throw new Error("broken on purpose");
});

const plain = flow(
  { name: "ts-plain", flowRunName: "plain-{left}", logPrints: true },
  async ({ left, right }: { left: number; right: number }) => {
    remember();
    getLogger().warn("a record with ünïcödé");
    console.log("a printed line");
    return add(left, right);
  },
);

const mapped = flow({ name: "ts-mapped" }, async () => {
  remember();
  const doubled = double.map(Array.from({ length: 20 }, (_, index) => index));
  const sums = await Promise.all(add.map(doubled, unmapped(1)));
  return sums.reduce((sum, number) => sum + number, 0);
});

const child = flow({ name: "ts-child" }, ({ number }: { number: number }) => double(number));

const parent = flow({ name: "ts-parent" }, async () => {
  remember();
  const id = runId;
  const result = await child({ number: await child({ number: 1 }) });
  runId = id;
  return result;
});

const taskRetries = flow({ name: "ts-task-retries" }, () => {
  remember();
  return shaky();
});

const flowRetries = flow({ name: "ts-flow-retries", retries: 2, retryDelaySeconds: 0 }, async () => {
  remember();
  attempts.flow += 1;
  await add(attempts.flow, 0);
  if (attempts.flow < 3) throw new Error(`attempt ${attempts.flow} fails`);
  return attempts.flow;
});

const failing = flow({ name: "ts-failing" }, async () => {
  remember();
  await broken();
});

const tolerant = flow({ name: "ts-tolerant" }, async () => {
  remember();
  const failed = await broken.state();
  const after = await add.submit(1, 1).result();
  return `${failed.name} ${after} ${await describe(allowFailure(broken.submit()))}`;
});

const describe = task(function describe(value: unknown) {
  return value instanceof Error ? value.message : String(value);
});

const tooSlow = flow({ name: "ts-timeout", timeoutSeconds: 1 }, async () => {
  remember();
  await passed(60_000, undefined, { signal: runtime.signal });
});

const cached = task(
  { cacheKey: (number: number) => `ts-cached-${number}`, cacheExpirationSeconds: 3600 },
  function cached(number: number) {
    return 2 * number;
  },
);

const persisted = flow({ name: "ts-persisted" }, () => {
  remember();
  return cached(21);
});

const concurrent = flow({ name: "ts-concurrent" }, async () => {
  remember();
  const futures = [0, 1, 2, 3, 4].map((number) => double.submit(number));
  const [first = 0, second = 0, , , last = 0] = futures;
  return add.withOptions({ waitFor: last === 0 ? [] : [last] })(first, second);
});

const recording = flow({ name: "ts-recording" }, async () => {
  remember();
  await artifact.markdown({ key: "ts-report", markdown: "# A report" });
  await variables.set("ts_shape", { answer: 42 });
  return variables.get("ts_shape");
});

const plainOneAndTwo = { state: () => plain.state({ left: 1, right: 2 }) };

const shapes: Record<string, Pick<Flow<[], unknown>, "state">> = {
  plain: plainOneAndTwo,
  mapped,
  parent,
  taskRetries,
  flowRetries,
  failing,
  tolerant,
  tooSlow,
  persisted,
  concurrent,
  recording,
};

const seen: Record<string, unknown> = {};
for (const name of process.argv.slice(2)) {
  const shape = shapes[name];
  if (shape === undefined) throw new Error(`there is no shape ${name}`);
  const state = await shape.state();
  seen[name] = { id: runId, state: [state.type, state.name], result: state.error?.message ?? state.result() ?? null };
}
process.stdout.write(`${JSON.stringify(seen)}\n`);
