import { AsyncLocalStorage } from "node:async_hooks";
import { queryObjects } from "node:v8";
import { expect, test } from "vitest";
import { CallEnd } from "../../src/engine/call-end.ts";
import { StepRun } from "../../src/engine/step-run.ts";
import { flow } from "../../src/flow.ts";
import { task } from "../../src/task.ts";
import { useServer } from "../support/server.ts";

useServer();

const MANY = 1200;
const items = Array.from({ length: MANY }, (_, index) => index);

test("of the calls that a map makes at once most are no more than their arguments and their future", async () => {
  let atFirst: { calls: number; begun: number } | null = null;
  const counting = task({ name: "counting", persistResult: false }, (index: number) => {
    atFirst ??= {
      calls: queryObjects(CallEnd, { format: "count" }),
      begun: queryObjects(StepRun, { format: "count" }),
    };
    return index;
  });
  const mapping = flow({ name: "mapping" }, async () => {
    const results = await Promise.all(counting.map(items));
    return results.reduce((sum, result) => sum + result, 0);
  });
  expect(await mapping()).toBe((MANY * (MANY - 1)) / 2);
  expect(atFirst).toMatchObject({ calls: expect.toSatisfy((calls: number) => calls >= MANY) });
  expect(atFirst).toMatchObject({ begun: expect.toSatisfy((begun: number) => begun < MANY / 3) });
});

test("a call that had to wait begins where it was made, and can be asked for its state long after its end", async () => {
  const place = new AsyncLocalStorage<string>();
  const where = task({ name: "where" }, (index: number) => `${place.getStore()} ${index}`);
  const calling = flow({ name: "calling", persistResult: false }, async () => {
    const many = place.run("many", () => where.map(items.slice(0, 500)));
    const one = place.run("one", () => where.submit(-1));
    const results = await Promise.all([...many, one]);
    const state = await many[499]?.state();
    return [results[0], results[499], results[500], state?.name, state?.result(), await many[0]?.result()];
  });
  expect(await calling()).toEqual(["many 0", "many 499", "one -1", "Completed", "many 499", "many 0"]);
});

test("a failure of a call that had to wait is its future's, and brings nothing down that nobody asks for", async () => {
  const failing = task({ name: "failing" }, (index: number) => {
    if (index % 250 === 249) throw new RangeError(`not ${index}`);
    return index;
  });
  const asking = flow({ name: "asking", persistResult: false }, async () => {
    const futures = failing.map(items.slice(0, 500));
    const last = await futures[499]?.state();
    return [last?.name, last?.error, await futures[498]];
  });
  expect(await asking()).toEqual(["Failed", new RangeError("not 499"), 498]);
});
