import { expect, test } from "vitest";
import { type Spare, SpareRunner, startsAlike } from "../../src/warm/spare-runner.ts";

class Process implements Spare {
  isSpent = false;
  isRetired = false;
  readonly #boots: boolean;

  constructor(boots: boolean) {
    this.#boots = boots;
  }

  async whenSpare(): Promise<boolean> {
    return this.#boots;
  }

  async retire(): Promise<void> {
    this.isRetired = true;
  }
}

function spares(boots = true) {
  const started: Process[] = [];
  const spare = new SpareRunner(async () => {
    const process = new Process(boots);
    started.push(process);
    return process;
  });
  return { spare, started };
}

test("nobody who has not asked for one has one", async () => {
  const { spare, started } = spares();
  expect(await spare.take()).toBeNull();
  expect(started).toEqual([]);
});

test("one is started, however often it is asked for, and one alone can take it", async () => {
  const { spare, started } = spares();
  spare.prepare();
  spare.prepare();
  const taken = await Promise.all([spare.take(), spare.take()]);
  expect(taken).toEqual([started[0], null]);
  expect(started).toHaveLength(1);
  await spare.close();
});

test.each([
  { why: "did not start", boots: false, isSpent: false },
  { why: "has ended since", boots: true, isSpent: true },
])("one that $why is not given away", async ({ boots, isSpent }) => {
  const { spare, started } = spares(boots);
  spare.prepare();
  for (const process of started) process.isSpent = isSpent;
  expect(await spare.take()).toBeNull();
  await spare.close();
});

test("closing ends one that never gets ready", async () => {
  const started = Promise.withResolvers<Process>();
  class Silent extends Process {
    override whenSpare(): Promise<boolean> {
      started.resolve(this);
      return new Promise(() => undefined);
    }
  }
  const spare = new SpareRunner(async () => new Silent(true));
  spare.prepare();
  const silent = await started.promise;
  await spare.close();
  expect(silent.isRetired).toBe(true);
});

test("closing waits for one that is being started, and for none for ever", async () => {
  const [start, process] = [Promise.withResolvers<Process>(), new Process(true)];
  const spare = new SpareRunner(() => start.promise);
  spare.prepare();
  const closed = spare.close();
  start.resolve(process);
  await closed;
  expect(process.isRetired).toBe(true);
  const stuck = new SpareRunner(() => new Promise<Process>(() => undefined), 1);
  stuck.prepare();
  await stuck.close();
});

test("closing ends the one there is, and no other is started", async () => {
  const { spare, started } = spares();
  spare.prepare();
  await spare.close();
  spare.prepare();
  expect(started.map((process) => process.isRetired)).toEqual([true]);
});

test.each([
  { other: { PATH: "/bin", COLOUR: "red" }, isAlike: true },
  { other: { PATH: "/bin", NODE_OPTIONS: "--inspect" }, isAlike: false },
  { other: { PATH: "/bin", LD_PRELOAD: "shim.so" }, isAlike: false },
])("what is read when a process starts has to be the same: $other", ({ other, isAlike }) => {
  expect(startsAlike({ PATH: "/usr/bin" }, other)).toBe(isAlike);
  expect(startsAlike(other, { PATH: "/usr/bin" })).toBe(isAlike);
});
