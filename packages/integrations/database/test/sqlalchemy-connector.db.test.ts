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
