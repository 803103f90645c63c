import { expect, test } from "vitest";
import { SecretValue } from "@tutti/sdk/blocks/secret-value";
import { boundStatement } from "../src/bound-statement.ts";
import type { Dialect } from "../src/connection-target.ts";

const EACH: readonly Dialect[] = ["postgres", "mysql", "sqlite"];

test("each database gets names in its own words, and the values beside them", () => {
  const sql = "insert into t values (:a, :b, :a)";
  const values = { a: 1, b: "x" };
  expect(boundStatement("postgres", sql, values)).toEqual({
    text: "insert into t values ($1, $2, $1)",
    values: [1, "x"],
  });
  for (const dialect of ["mysql", "sqlite"] as const) {
    expect(boundStatement(dialect, sql, values)).toEqual({
      text: "insert into t values (?, ?, ?)",
      values: [1, "x", 1],
    });
  }
});

test.each(EACH)("what only looks like a name in %s is left as it is", (dialect) => {
  const sql = `select ':a', ":a", '10:30', 'it''s :a', x -- :a
    /* :a */ from t where y = \\:a and z = :b`;
  const { text, values } = boundStatement(dialect, sql, { b: 2 });
  expect(text).toBe(sql.replace("\\:a", ":a").replace(":b", dialect === "postgres" ? "$1" : "?"));
  expect(values).toEqual([2]);
});

test.each([
  [
    "postgres",
    "select :a::int, x[1:2], $$ :n $$, $f$ :n $f$, e'\\' :n', y from t",
    "select $1::int, x[1:2], $$ :n $$, $f$ :n $f$, e'\\' :n', y from t",
  ],
  ["mysql", "select `:n`, 'a\\' :n', @x := :a # :n", "select `:n`, 'a\\' :n', @x := ? # :n"],
  ["sqlite", "select `:n`, [:n], :a", "select `:n`, [:n], ?"],
] as const)("%s has quotes and words of its own", (dialect, sql, text) => {
  expect(boundStatement(dialect, sql, { a: 1 })).toEqual({ text, values: [1] });
});

test("values in a list stand for the database's own placeholders, and secrets are told", () => {
  const list = [1, new SecretValue("s"), null];
  expect(boundStatement("postgres", "select $1, $2, $3, ':x'", list)).toEqual({
    text: "select $1, $2, $3, ':x'",
    values: [1, "s", null],
  });
});

test.each([
  [{}, "the statement has :a, and the parameters have no a"],
  [{ a: 1, b: 2 }, "the parameters have b, and the statement has no :b"],
  [{ a: undefined }, "the parameter a is undefined, which no database keeps; null is what is not there"],
  [{ a: () => 1 }, "the parameter a is function, which no database keeps; null is what is not there"],
  [{ a: Promise.resolve(1) }, "the parameter a is a promise that was not awaited, which no database keeps"],
  [{ a: new Map([["b", 1]]) }, "the parameter a is a Map, which no database keeps"],
  [{ a: new Date(Number.NaN) }, "the parameter a is no time, which no database keeps"],
])("parameters that do not fit say which: %j", (parameters, message) => {
  expect(() => boundStatement("sqlite", "select :a", parameters)).toThrow(message);
});

test("what the drivers keep goes as it is: lists, objects, bytes, and what says itself what it is", () => {
  const point = { x: 1, toJSON: () => ({ x: 1 }) };
  const values = [[1], { a: 1 }, Object.create(null), new Uint8Array([1]), new Date(0), 1n, new URL("http://a"), point];
  for (const value of values) expect(boundStatement("postgres", "select :a", { a: value }).values).toEqual([value]);
});
