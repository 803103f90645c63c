import { homedir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readApiSettings, tuttiHome } from "../src/api-settings.ts";

test.each([
  [{}, { url: null, authString: null, uiUrl: null }],
  [{ PREFECT_API_URL: "http://p/api/" }, { url: "http://p/api", authString: null, uiUrl: null }],
  [
    { TUTTI_API_URL: "https://t/api", PREFECT_API_URL: "http://p/api" },
    { url: "https://t/api", authString: null, uiUrl: null },
  ],
  [
    { TUTTI_API_URL: " ", PREFECT_API_AUTH_STRING: "admin:pass" },
    { url: null, authString: "admin:pass", uiUrl: null },
  ],
  [
    { TUTTI_UI_URL: "https://t/dashboard/", PREFECT_UI_URL: "https://p" },
    { url: null, authString: null, uiUrl: "https://t/dashboard" },
  ],
  [{ PREFECT_UI_URL: "https://p" }, { url: null, authString: null, uiUrl: "https://p" }],
])("the environment %j means %j", (env, expected) => {
  expect(readApiSettings(env)).toEqual(expected);
});

test("an address that is none is refused by the variable's name", () => {
  expect(() => readApiSettings({ TUTTI_API_URL: "localhost:4200" })).toThrow(/TUTTI_API_URL is "localhost:4200"/);
  expect(() => readApiSettings({ PREFECT_UI_URL: "p" })).toThrow(/PREFECT_UI_URL is "p", not like https:/);
});

test("the home is TUTTI_HOME, else .tutti in the user's", () => {
  expect(tuttiHome({ TUTTI_HOME: "/srv/tutti" })).toBe("/srv/tutti");
  expect(tuttiHome({})).toBe(join(homedir(), ".tutti"));
});
