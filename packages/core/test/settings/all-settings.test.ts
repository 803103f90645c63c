import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ALL_SETTINGS, fallbackText, findSetting } from "../../src/settings/all-settings.ts";
import { namesOf, readSettings } from "../../src/settings/read-settings.ts";
import { SERVER_SETTINGS } from "../../src/settings/server-settings.ts";

const PAGE = new URL("../../../../docs/reference/settings.md", import.meta.url);

test("no two settings have one name, and a variable they share is the password's alone", () => {
  const names = ALL_SETTINGS.flatMap((setting) => namesOf(setting));
  const shared = names.filter((name, at) => names.indexOf(name) !== at);
  expect(shared).toEqual(["TUTTI_API_AUTH_STRING"]);
  const places = ALL_SETTINGS.flatMap(({ place }) => place ?? []);
  expect(new Set(places).size).toBe(places.length);
});

test.each(ALL_SETTINGS.filter(({ fallback }) => fallback !== null))("$name's default could be written", (setting) => {
  expect(setting.kind.parse(fallbackText(setting) ?? "")).toEqual(setting.fallback);
});

test("a setting is found by each of its names", () => {
  const port = findSetting("TUTTI_SERVER_PORT");
  expect(findSetting("PREFECT_SERVER_API_PORT")).toBe(port);
  expect(findSetting("TUTTI_SERVER_PROT")).toBeNull();
});

test.each([
  ["the strongest name counts", { TUTTI_SERVER_PORT: "1", PREFECT_SERVER_API_PORT: "2" }, { port: 1 }],
  ["a flag is stronger than all", { "--port": "3", TUTTI_SERVER_PORT: "1" }, { port: 3 }],
  ["a name that says nothing does not count", { TUTTI_SERVER_PORT: " ", PREFECT_SERVER_API_PORT: "2" }, { port: 2 }],
  [
    "a service's, by its older name",
    { PREFECT_API_SERVICES_LATE_RUNS_ENABLED: "false", PREFECT_SERVER_SERVICES_LATE_RUNS_LOOP_SECONDS: "0.5" },
    { services: { lateRuns: { enabled: false, loopSeconds: 0.5, afterSeconds: 15 } } },
  ],
])("%s", (_rule, environment, expected) => {
  expect(readSettings(SERVER_SETTINGS, environment)).toMatchObject(expected);
});

test.each([
  [{ PREFECT_SERVER_API_PORT: "x" }, 'Invalid setting: PREFECT_SERVER_API_PORT must be a port, 0 to 65535, not "x"'],
  [{ "--port": "-1" }, 'Invalid setting: --port must be a port, 0 to 65535, not "-1"'],
  [
    { TUTTI_DATABASE_URL: "mysql://u:secret@h" },
    "Invalid setting: TUTTI_DATABASE_URL must be an address that begins with sqlite:/// or postgres://",
  ],
])("%j is refused by the name it came under, and no secret is repeated", (environment, message) => {
  expect(() => readSettings(SERVER_SETTINGS, environment)).toThrow(message);
});

test("the reference lists every setting, and nothing else", () => {
  const rows = ALL_SETTINGS.map((setting) => {
    const { name, flag, aliases, description } = setting;
    const text = fallbackText(setting);
    const ways = [name, ...(flag === null ? [] : [flag])].map((way) => `\`${way}\``).join(", ");
    const others = aliases.map((alias) => `\`${alias}\``).join(", ");
    return `| ${ways} | ${others} | ${text === null || text === "" ? "" : `\`${text}\``} | ${description} |`;
  });
  const table = readFileSync(PAGE, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  expect(table).toEqual(rows);
});
