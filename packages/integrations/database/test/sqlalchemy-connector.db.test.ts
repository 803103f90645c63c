import { expect, test } from "vitest";
import type { Dialect } from "../src/connection-target.ts";
import { DatabasesForTests } from "./support/databases.ts";

const databases = new DatabasesForTests("queries");

const EACH: readonly Dialect[] = ["postgres", "mysql", "sqlite"];

test.each(EACH)("%s: rows are written, changed and read", async (dialect) => {
  const database = await databases.table(dialect, "written");
  const insert = "insert into written (zone, fare) values (:zone, :fare)";
  expect(await database.execute(insert, { zone: "JFK", fare: 52 })).toBe(1);
  expect(
    await database.executeMany(insert, [
      { zone: "EWR", fare: null },
      { zone: "LGA", fare: 2n ** 60n + 1n },
    ]),
  ).toBe(2);
  expect(await database.execute("update written set fare = 1 where fare is null")).toBe(1);
  expect(await database.fetchAll("select * from written order by zone")).toEqual([
    { zone: "EWR", fare: 1 },
    { zone: "JFK", fare: 52 },
    { zone: "LGA", fare: 2n ** 60n + 1n },
  ]);
});

test.each(EACH)("%s: a value is a value, whatever it says", async (dialect) => {
  const database = await databases.table(dialect, "quoted");
  const zone = `'; drop table q;-- :x`;
  await database.execute("insert into quoted values (:zone, :fare)", { zone, fare: 1 });
  expect(await database.fetchAll("select zone from quoted where zone = :zone and ':zone' <> :zone", { zone })).toEqual([
    { zone },
  ]);
  const place = dialect === "postgres" ? "$1" : "?";
  expect(await database.fetchOne(`select fare from quoted where zone = ${place}`, [zone])).toEqual({ fare: 1 });
});

const KINDS: Readonly<Record<Dialect, string>> = {
  postgres: "name text, at timestamptz, day date, content bytea, exact numeric(20,2), is_long boolean",
  mysql: "name text, at datetime(3), day date, content blob, exact decimal(20,2), is_long boolean",
  sqlite: "name text, at text, day date, content blob, exact text, is_long boolean",
};

test.each(EACH)("%s: times, days, bytes and numbers come back as they went", async (dialect) => {
  const database = databases.connector(dialect);
  await database.execute(`create table kinds (${KINDS[dialect]})`);
  const at = new Date("2021-07-01T12:34:56.789Z");
  const content = new Uint8Array([0, 255, 39]).subarray(1);
  const value = { name: 5, at, day: "2021-07-01", content, exact: "123456789012345678.90", is_long: true };
  await database.execute("insert into kinds values (:name, :at, :day, :content, :exact, :is_long)", value);
  expect(await database.fetchAll("select * from kinds where day = :day and at = :at", { day: value.day, at })).toEqual([
    {
      ...value,
      name: "5",
      content: Buffer.from(content),
      ...(dialect === "sqlite" ? { at: "2021-07-01 12:34:56.789" } : {}),
      ...(dialect === "postgres" ? {} : { is_long: 1 }),
    },
  ]);
  const half = await database.fetchOne(`select ${dialect === "mysql" ? ":n div 2" : ":n / 2"} as half`, { n: 5 });
  expect(half).toEqual({ half: 2 });
});

test("several statements of Postgres say together how many rows they changed, and numbers that MySQL lacks are refused", async () => {
  const postgres = await databases.table("postgres", "several");
  expect(await postgres.execute("insert into several values ('a', 1); insert into several values ('b', 2)")).toBe(2);
  const mysql = await databases.table("mysql", "strange");
  const insert = mysql.execute("insert into strange values ('a', :fare)", { fare: Number.NaN });
  await expect(insert).rejects.toThrow(new TypeError("MySQL has no number for NaN"));
  expect(await mysql.fetchAll("select * from strange")).toEqual([]);
});

test.each(EACH)("%s: a result goes on where it was, and begins anew after its end or a reset", async (dialect) => {
  const database = await databases.table(dialect, "stepped", 205);
  const all = "select fare from stepped order by fare";
  expect(await database.fetchOne(all)).toEqual({ fare: 0 });
  expect(await database.fetchMany(all)).toEqual([{ fare: 1 }, { fare: 2 }]);
  expect(await database.fetchMany(all, {}, 200)).toHaveLength(200);
  // Others write while it is open.
  await database.execute("insert into stepped values ('late', 1000)");
  expect(await database.fetchAll(all)).toEqual([{ fare: 203 }, { fare: 204 }]);
  expect(await database.fetchAll(all)).toHaveLength(206);
  expect(await database.fetchOne(all)).toEqual({ fare: 0 });
  await database.resetConnections();
  expect(await database.fetchOne(all)).toEqual({ fare: 0 });
  const none = "select fare from stepped where zone = :zone";
  expect([await database.fetchOne(none, { zone: "x" }), await database.fetchMany(none, { zone: "x" })]).toEqual([
    null,
    [],
  ]);
});

test.each(EACH)("%s: a transaction keeps all or nothing, and a part of it is undone alone", async (dialect) => {
  const database = await databases.table(dialect, "kept");
  const insert = (zone: string) => database.execute("insert into kept values (:zone, 0)", { zone });
  const zones = async () => (await database.fetchAll("select zone from kept order by zone")).map(({ zone }) => zone);
  const value = await database.transaction(async () => {
    await Promise.all([insert("a"), insert("b")]);
    await expect(
      database.transaction(async () => insert("c").then(() => Promise.reject(new Error("no")))),
    ).rejects.toThrow("no");
    return zones();
  });
  expect(value).toEqual(["a", "b"]);
  const failed = database.transaction(async () => {
    await insert("d");
    await insert("a");
  });
  await expect(failed).rejects.toThrow(/unique|duplicate/i);
  expect(await zones()).toEqual(["a", "b"]);
  const some = [{ zone: "e" }, { zone: "a" }];
  await expect(database.executeMany("insert into kept values (:zone, 0)", some)).rejects.toThrow(/unique|duplicate/i);
  expect(await zones()).toEqual(["a", "b"]);
});

test.each(EACH)("%s: a statement that comes after its transaction is refused", async (dialect) => {
  const database = await databases.table(dialect, "late");
  const later = Promise.withResolvers<void>();
  const leaked = await database.transaction(async () => ({
    statement: later.promise.then(() => database.execute("insert into late values ('x', 1)")),
  }));
  later.resolve();
  await expect(leaked.statement).rejects.toThrow("the transaction has ended");
});

test.each(EACH)(
  "%s: an error of a statement is the database's own, and the next statement has a connection",
  async (dialect) => {
    const database = await databases.table(dialect, "wrong");
    await expect(database.execute("selec 1")).rejects.toThrow(/syntax/i);
    await expect(database.fetchOne("select * from nowhere")).rejects.toThrow(/nowhere/);
    for (let at = 0; at < 12; at++)
      await expect(database.fetchAll("select nothing from wrong")).rejects.toThrow(/nothing/);
    expect(await database.fetchOne("select 1 as one")).toEqual({ one: 1 });
  },
);
