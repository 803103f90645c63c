import { expect, test } from "vitest";
import type { SettingKind } from "../../src/settings/setting.ts";
import * as kinds from "../../src/settings/setting-kinds.ts";

const GOOD: [string, SettingKind<unknown>, string, unknown][] = [
  ["text", kinds.text, "a:b", "a:b"],
  ["url", kinds.url, "https://x/api", "https://x/api"],
  ["databaseUrl", kinds.databaseUrl, "postgresql+asyncpg://u:p@h/d", "postgresql+asyncpg://u:p@h/d"],
  ["path", kinds.path, "/team/api/", "/team/api"],
  ["pathOrRoot", kinds.pathOrRoot, "/", null],
  ["pathOrRoot", kinds.pathOrRoot, "/ui/", "/ui"],
  ["list", kinds.list, " a, ,b,", ["a", "b"]],
  ["toggle", kinds.toggle, "Yes", true],
  ["toggle", kinds.toggle, "0", false],
  ["port", kinds.port, "65535", 65_535],
  ["count", kinds.count, "1", 1],
  ["seconds", kinds.seconds, "PT1M", 60],
  ["period", kinds.period, "0", 0.05],
  ["period", kinds.period, "2.5", 2.5],
  ["logLevel", kinds.logLevel, "WARNING", "warn"],
  ["logLevel", kinds.logLevel, "CRITICAL", "fatal"],
  ["vacuumed", kinds.vacuumed, "true", ["events", "flow_runs"]],
  ["vacuumed", kinds.vacuumed, "false", ["events"]],
  ["vacuumed", kinds.vacuumed, "events,orphans, LOGS", ["events", "logs"]],
  ["secondsByName", kinds.secondsByName, '{"a":60,"b":"P1D"}', { a: 60, b: 86_400 }],
];

test.each(GOOD)("%s: %j", (_name, kind, text, value) => {
  expect(kind.parse(text)).toEqual(value);
  expect(kind.parse(kind.text(value))).toEqual(value);
});

test.each<[string, SettingKind<unknown>, string]>([
  ["url", kinds.url, "localhost:4200"],
  ["databaseUrl", kinds.databaseUrl, "mysql://x"],
  ["path", kinds.path, "team"],
  ["path", kinds.path, "/"],
  ["path", kinds.path, "//team"],
  ["path", kinds.path, "/a?b"],
  ["toggle", kinds.toggle, "maybe"],
  ["port", kinds.port, "65536"],
  ["port", kinds.port, "x"],
  ["count", kinds.count, "0"],
  ["count", kinds.count, "1.5"],
  ["seconds", kinds.seconds, "soon"],
  ["period", kinds.period, "soon"],
  ["logLevel", kinds.logLevel, "loud"],
  ["vacuumed", kinds.vacuumed, "events,everything"],
  ["secondsByName", kinds.secondsByName, '{"a":"soon"}'],
  ["secondsByName", kinds.secondsByName, "{"],
])("%s is not %j", (_name, kind, text) => {
  expect(kind.parse(text)).toBeUndefined();
});

test("Prefect's tree has lists as text, and Python's names of levels", () => {
  expect([kinds.list.json?.(["a", "b"]), kinds.logLevel.json?.("warn"), kinds.logLevel.json?.("fatal")]).toEqual([
    "a,b",
    "WARNING",
    "CRITICAL",
  ]);
});
