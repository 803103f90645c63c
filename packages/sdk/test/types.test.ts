import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { materialize } from "../src/assets/materialize.ts";
import { allowFailure } from "../src/allow-failure.ts";
import { flow } from "../src/flow.ts";
import type { State } from "../src/state.ts";
import { Completed, Failed } from "../src/returned-state.ts";
import { task } from "../src/task.ts";
import type { TaskFuture } from "../src/task-future.ts";
import { unmapped } from "../src/unmapped.ts";

interface Row {
  readonly price: number;
}

const readRows = task({ retries: 3 }, async function readRows(path: string, limit?: number): Promise<Row[]> {
  return [{ price: path.length + (limit ?? 0) }];
});
const total = task(function total(rows: Row[], factor: number) {
  return rows.length * factor;
});
const nothing = task(async function nothing() {});
const describe = task(function describe(value: number | Error) {
  return String(value);
});

// The options' functions need not take all of the task's parameters, and tell nothing about them.
task(
  { taskRunName: (path) => path.trim(), cacheKey: () => "all", key: (_path, limit) => String(limit?.toFixed()) },
  async function partly(path: string, limit?: number) {
    return path.length + (limit ?? 0);
  },
);
// @ts-expect-error the task's parameter is a text
task({ taskRunName: (path: number) => String(path) }, async function wrongly(path: string) {
  return path;
});

// Nothing below is called: the types are what is tested.
function calls() {
  return {
    awaited: readRows("a"),
    alone: readRows.fn("a"),
    optional: readRows("a", 1),
    submitted: readRows.submit("a"),
    state: readRows.state("a"),
    future: total(readRows.submit("a"), 2),
    mapped: total.map([[{ price: 1 }], readRows.submit("a")], unmapped(2)),
    mappedPlain: total.map([[{ price: 1 }]], 2),
    list: total([{ price: 1 }], total.submit([], 1)),
    nothing: nothing(),
    allowed: describe(allowFailure(total.submit([], 1))),
    allowedAll: [
      describe.map(allowFailure(total.map([[]], 1))),
      describe.map(total.map([[]], 1).map((one) => allowFailure(one))),
      describe.map(total.map([[]], 1).map(allowFailure)),
    ],
    changed: readRows.withOptions({ retries: 0, cacheKey: (path, limit) => `${path}${limit}` }).submit("a"),
  };
}

test("a task's results and futures are inferred from its function", () => {
  type Calls = ReturnType<typeof calls>;
  expectTypeOf<Calls["awaited"]>().toEqualTypeOf<Promise<Row[]>>();
  expectTypeOf<Calls["alone"]>().toEqualTypeOf<Row[] | Promise<Row[]>>();
  expectTypeOf<Calls["optional"]>().toEqualTypeOf<Promise<Row[]>>();
  expectTypeOf<Calls["submitted"]>().toEqualTypeOf<TaskFuture<Row[]>>();
  expectTypeOf<Calls["state"]>().toEqualTypeOf<Promise<State<Row[]>>>();
  expectTypeOf<Calls["future"]>().toEqualTypeOf<Promise<number>>();
  expectTypeOf<Calls["mapped"]>().toEqualTypeOf<TaskFuture<number>[]>();
  expectTypeOf<Calls["nothing"]>().toEqualTypeOf<Promise<void>>();
  expectTypeOf<Calls["allowed"]>().toEqualTypeOf<Promise<string>>();
  expectTypeOf<Calls["changed"]>().toEqualTypeOf<TaskFuture<Row[]>>();
});

const priced = task(function priced(row: number) {
  if (row < 0) return Failed({ message: "no such row" });
  return row === 0 ? Completed({ name: "Skipped" }) : { price: row };
});
const counted = flow(async function counted() {
  return Completed({ data: 3 });
});
const several = flow(async function several() {
  return [priced.submit(1), await readRows.state("a"), 3];
});

test("a state that a function returns stands for its data", () => {
  function calls() {
    return { priced: priced(1), alone: priced.fn(1), state: priced.state(1), counted: counted(), several: several() };
  }
  type Calls = ReturnType<typeof calls>;
  type Priced = { price: number } | undefined;
  expectTypeOf<Calls["priced"]>().toEqualTypeOf<Promise<Priced>>();
  expectTypeOf<Calls["state"]>().toEqualTypeOf<Promise<State<Priced>>>();
  expectTypeOf<Awaited<Calls["alone"]>>().toEqualTypeOf<State<undefined> | { price: number }>();
  expectTypeOf<Calls["counted"]>().toEqualTypeOf<Promise<number>>();
  expectTypeOf<Calls["several"]>().toEqualTypeOf<Promise<(Priced | Row[] | number)[]>>();
});

const made = materialize(
  ["s3://b/rows"],
  { by: "dbt", taskRunName: (path) => path.trim() },
  async function made(path: string) {
    return path.length > 3 ? Completed({ data: [path] }) : Failed();
  },
);

const counts = materialize("s3://b/rows", function counts(rows: number) {
  return rows;
});

test("a task that makes assets is typed as others are", () => {
  function calls() {
    return { awaited: made("a"), plain: counts(1), changed: made.withOptions({}) };
  }
  type Calls = ReturnType<typeof calls>;
  expectTypeOf<Calls["awaited"]>().toEqualTypeOf<Promise<string[]>>();
  expectTypeOf<Calls["plain"]>().toEqualTypeOf<Promise<number>>();
  expectTypeOf<Calls["changed"]>().toEqualTypeOf<typeof made>();
});

test("what types do not tell stays as it is", () => {
  const anything = task(JSON.parse);
  const list = task(function list(): unknown[] {
    return [];
  });
  const pair = task(function pair(): readonly [number, string] {
    return [1, "a"];
  });
  function calls() {
    return { anything: anything("1"), list: list(), pair: pair() };
  }
  type Calls = ReturnType<typeof calls>;
  expectTypeOf<Awaited<Calls["anything"]>>().toBeAny();
  expectTypeOf<Calls["list"]>().toEqualTypeOf<Promise<unknown[]>>();
  expectTypeOf<Calls["pair"]>().toEqualTypeOf<Promise<readonly [number, string]>>();
});

test("wrong arguments do not compile", () => {
  function wrong() {
    // @ts-expect-error a number is no path
    void readRows(1);
    // @ts-expect-error an argument is missing
    void total([]);
    // @ts-expect-error the future of a number is no list of rows
    void total(total.submit([], 1), 2);
    // @ts-expect-error a failure must be allowed for by the parameter's type
    void total(allowFailure(readRows.submit("a")), 2);
    // @ts-expect-error a list for a list parameter must say whether it is taken apart
    void total.map([{ price: 1 }], unmapped(2));
  }
  expectTypeOf(wrong).toBeFunction();
});

const plain = flow(async function plain() {
  return 1;
});
const withParameters = flow({ retries: 1 }, async function withParameters({ month }: { month: number }) {
  return `${month}`;
});
const optional = flow(async function optional({ month = 1 }: { month?: number } = {}) {
  return month;
});
const checked = flow(
  { parameters: z.object({ month: z.coerce.number(), path: z.string().default("x") }) },
  async function checked({ month, path }) {
    expectTypeOf(month).toEqualTypeOf<number>();
    return { month, path };
  },
);
const futures = flow(function futures() {
  return [total.submit([], 1), total.submit([], 2)];
});

function flowCalls() {
  return {
    plain: plain(),
    withParameters: withParameters({ month: 1 }),
    withFuture: withParameters({ month: total.submit([], 1) }),
    optional: optional(),
    optionalGiven: optional({ month: 2 }),
    checked: checked({ month: 1 }),
    futures: futures(),
    state: withParameters.state({ month: 1 }),
    resumed: withParameters.resume("id"),
  };
}

test("a flow's parameters and results are inferred from its function or its schema", () => {
  type Calls = ReturnType<typeof flowCalls>;
  expectTypeOf<Calls["plain"]>().toEqualTypeOf<Promise<number>>();
  expectTypeOf<Calls["withParameters"]>().toEqualTypeOf<Promise<string>>();
  expectTypeOf<Calls["withFuture"]>().toEqualTypeOf<Promise<string>>();
  expectTypeOf<Calls["optional"]>().toEqualTypeOf<Promise<number>>();
  expectTypeOf<Calls["optionalGiven"]>().toEqualTypeOf<Promise<number>>();
  expectTypeOf<Calls["checked"]>().toEqualTypeOf<Promise<{ month: number; path: string }>>();
  expectTypeOf<Calls["futures"]>().toEqualTypeOf<Promise<number[]>>();
  expectTypeOf<Calls["state"]>().toEqualTypeOf<Promise<State<string>>>();
  expectTypeOf<Calls["resumed"]>().toEqualTypeOf<Promise<string>>();
});

test("wrong parameters do not compile", () => {
  function wrong() {
    // @ts-expect-error a parameter is missing
    void withParameters();
    // @ts-expect-error a text is no month
    void withParameters({ month: "1" });
    // @ts-expect-error what the schema needs is missing
    void checked({ path: "x" });
    // @ts-expect-error the flow takes one object
    void flow(async function two(_a: number, _b: number) {});
  }
  expectTypeOf(wrong).toBeFunction();
});
