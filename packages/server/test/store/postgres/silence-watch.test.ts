import { beforeEach, expect, test } from "vitest";
import { SilenceWatch, type Watched } from "../../../src/store/postgres/silence-watch.ts";

class Line implements Watched {
  readonly processID: number;
  traffic = 0;
  isCut = false;

  constructor(processID: number) {
    this.processID = processID;
  }

  cut(): void {
    this.isCut = true;
  }
}

let asked: (readonly number[])[];
let executing: Set<number> | null;
let watch: SilenceWatch;
beforeEach(() => {
  asked = [];
  executing = new Set();
  watch = new SilenceWatch(async (processIds) => {
    asked.push(processIds);
    if (executing === null) throw new Error("nobody answers");
    return executing;
  });
});

async function look(rounds: number, ...lines: readonly Line[]): Promise<void> {
  for (let round = 0; round < rounds; round++) await watch.look(lines);
}

test("what is silent and executes nothing is cut, what executes may take as long as it takes", async () => {
  const [lost, slow] = [new Line(1), new Line(2)];
  executing = new Set([2]);
  await look(3, lost, slow);
  expect([asked, lost.isCut, slow.isCut]).toEqual([[], false, false]);
  await look(1, lost, slow);
  expect([asked, lost.isCut, slow.isCut]).toEqual([[[1, 2]], true, false]);
  await look(50, slow);
  expect(slow.isCut).toBe(false);
});

test("nobody is asked while something comes or goes, nor of what was used by several in turn", async () => {
  const line = new Line(1);
  for (let round = 0; round < 20; round++) {
    line.traffic += 10;
    await look(1, line);
  }
  await look(2, line);
  await look(1);
  await look(3, line);
  expect([asked, line.isCut]).toEqual([[], false]);
});

test("what is answered while Postgres is asked is not cut", async () => {
  const line = new Line(1);
  watch = new SilenceWatch(async () => {
    line.traffic += 1;
    return new Set();
  });
  await look(4, line);
  expect(line.isCut).toBe(false);
});

test("where Postgres cannot be asked, who waits is told after a minute", async () => {
  const line = new Line(1);
  executing = null;
  await look(12, line);
  expect(line.isCut).toBe(false);
  await look(1, line);
  expect(line.isCut).toBe(true);
});
