import { expect, test } from "vitest";
import {
  type CacheContext,
  CachePolicy,
  DEFAULT,
  FLOW_PARAMETERS,
  INPUTS,
  NO_CACHE,
  RUN_ID,
  TASK_SOURCE,
} from "../../src/caching/cache-policy.ts";
import { MemoryLocks } from "../../src/caching/memory-locks.ts";
import { UnhashableError } from "../../src/engine/canonical-input.ts";

const flowRun = {
  id: "run",
  name: "run",
  flowName: "flow",
  runCount: 1,
  tags: [],
  parameters: {},
  scheduledTime: new Date(0),
  deploymentId: null,
};

const base: CacheContext = {
  task: { name: "train", source: "(rows) => rows" },
  taskRun: {
    id: "task-run",
    name: "train-0",
    taskName: "train",
    flowRunId: "run",
    runCount: 0,
    tags: [],
    parameters: {},
  },
  flowRun,
  inputs: { rows: [1, 2], debug: true },
  flowParameters: { month: 1 },
};

/** Each change that a key may, or may not, depend on. */
const changes: Record<string, Partial<CacheContext>> = {
  inputs: { inputs: { rows: [1, 3], debug: true } },
  debug: { inputs: { rows: [1, 2], debug: false } },
  source: { task: { name: "train", source: "(rows) => rows.length" } },
  task: { task: { name: "test", source: "(rows) => rows" } },
  parameters: { flowParameters: { month: 2 } },
  run: { flowRun: { ...flowRun, id: "another" } },
};

test.each([
  ["INPUTS", INPUTS, ["inputs", "debug", "task"]],
  ["INPUTS − debug", INPUTS.minus("debug"), ["inputs", "task"]],
  ["TASK_SOURCE", TASK_SOURCE, ["source", "task"]],
  ["TASK_SOURCE − debug", TASK_SOURCE.minus("debug"), ["source", "task"]],
  ["FLOW_PARAMETERS", FLOW_PARAMETERS, ["task", "parameters"]],
  ["RUN_ID", RUN_ID, ["task", "run"]],
  ["DEFAULT", DEFAULT, ["inputs", "debug", "source", "task", "run"]],
  ["DEFAULT − debug", DEFAULT.minus("debug"), ["inputs", "source", "task", "run"]],
  ["INPUTS + own", INPUTS.plus(({ inputs }) => String(inputs.debug)), ["inputs", "debug", "task"]],
  ["(INPUTS − debug) + INPUTS", INPUTS.minus("debug").plus(INPUTS), ["inputs", "task"]],
])("the key of %s depends on what it names, and on the task", (_name, policy, expected) => {
  const key = policy.keyOf(base);
  expect(key).toBe(policy.keyOf(structuredClone(base)));
  const differing = Object.entries(changes).filter(([, change]) => policy.keyOf({ ...base, ...change }) !== key);
  expect(differing.map(([name]) => name)).toEqual(expected);
});

test("the order of a sum does not matter, nor what a call has none of", () => {
  expect(RUN_ID.plus(INPUTS).keyOf(base)).toBe(INPUTS.plus(RUN_ID).keyOf(base));
  expect(FLOW_PARAMETERS.keyOf({ ...base, flowParameters: {} })).toBeNull();
  expect(RUN_ID.keyOf({ ...base, flowRun: undefined })).toEqual(expect.any(String));
});

test("a function's text is the key itself; in a sum it is a part of it", () => {
  const own = CachePolicy.of(({ inputs }) => `rows-${String(inputs.rows)}`);
  expect(own.keyOf(base)).toBe("rows-1,2");
  expect(CachePolicy.of(() => null).keyOf(base)).toBeNull();
  expect(
    CachePolicy.of(() => null)
      .plus(INPUTS)
      .keyOf(base),
  ).toBe(INPUTS.keyOf(base));
});

test("no cache has no key, and adds nothing", () => {
  expect(NO_CACHE.keyOf(base)).toBeNull();
  expect(NO_CACHE.plus(INPUTS).keyOf(base)).toBe(INPUTS.keyOf(base));
});

test("inputs that cannot be compared have no key", () => {
  expect(() => INPUTS.keyOf({ ...base, inputs: { call: () => 1 } })).toThrow(UnhashableError);
});

test("settings travel with a policy through sums and differences, unless they contradict", () => {
  const locks = new MemoryLocks();
  const locked = INPUTS.configure({ isolation: "SERIALIZABLE", locks });
  expect(RUN_ID.plus(locked).minus("debug").settings).toEqual({ isolation: "SERIALIZABLE", locks });
  expect(() => locked.plus(RUN_ID.configure({ isolation: "READ_COMMITTED" }))).toThrow(/different isolation/);
  expect(INPUTS.settings).toEqual({});
});
