import { describe, expect, test } from "vitest";
import {
  activeProfile,
  profileEnvironment,
  profileProblems,
  settingProblem,
  settingValues,
} from "../src/active-profile.ts";

const profiles = {
  active: "local",
  profiles: { local: {}, prod: { TUTTI_API_URL: "https://prod.example.com/api" } },
};

describe("which profile is in use", () => {
  test.each([
    [null, {}, "local"],
    [null, { TUTTI_PROFILE: "prod" }, "prod"],
    [null, { TUTTI_PROFILE: " " }, "local"],
    ["local", { TUTTI_PROFILE: "prod" }, "local"],
  ])("flag %j and environment %j give %s", (flag, environment, expected) => {
    expect(activeProfile(profiles, flag, environment).name).toBe(expected);
  });

  test.each(["prd", "__proto__", "toString"])("%s is no profile", (name) => {
    expect(() => activeProfile(profiles, name, {})).toThrow(`No such profile: ${name}.`);
  });
});

describe("where a setting comes from", () => {
  const profile = { name: "prod", settings: { TUTTI_API_URL: "https://prod/api", TUTTI_SERVER_HOST: "0.0.0.0" } };

  function apiUrl(environment: Record<string, string>) {
    return settingValues(profile, environment).find(({ name }) => name.endsWith("_API_URL"));
  }

  test.each([
    [{ TUTTI_API_URL: "http://a/api", PREFECT_API_URL: "http://b/api" }, "TUTTI_API_URL", "http://a/api", "env"],
    [{ PREFECT_API_URL: "http://b/api" }, "PREFECT_API_URL", "http://b/api", "env"],
    [{ TUTTI_API_URL: "" }, "TUTTI_API_URL", "https://prod/api", "profile"],
  ])("with %j it is %s=%s from the %s", (environment, name, value, source) => {
    expect(apiUrl(environment)).toEqual({ name, value, source, isSecret: false });
  });

  test("what nobody set has its default", () => {
    const port = settingValues(profile, {}).find(({ name }) => name === "TUTTI_SERVER_PORT");
    expect(port).toEqual({ name: "TUTTI_SERVER_PORT", value: "4200", source: "default", isSecret: false });
  });

  test("a profile adds to the environment only what the environment does not decide, under any name", () => {
    expect(profileEnvironment(profile, { PREFECT_API_URL: "http://b/api" })).toEqual({ TUTTI_SERVER_HOST: "0.0.0.0" });
  });
});

describe("what may stand in a profile", () => {
  test.each([
    ["TUTTI_API_URL", "http://127.0.0.1:4200/api", null],
    ["PREFECT_API_URL", "http://127.0.0.1:4200/api", null],
    ["TUTTI_DATABASE_URL", "postgresql+asyncpg://u:p@h/db", null],
    [
      "TUTTI_API_URL",
      "localhost:4200",
      'TUTTI_API_URL must be an address such as http://127.0.0.1:4200/api, not "localhost:4200".',
    ],
    ["TUTTI_SERVER_PORT", "70000", 'TUTTI_SERVER_PORT must be a port, 0 to 65535, not "70000".'],
    [
      "TUTTI_LOG_LEVEL",
      "loud",
      'TUTTI_LOG_LEVEL must be trace, debug, info, warn, error, fatal or silent, not "loud".',
    ],
    ["TUTTI_HOME", "/x", "TUTTI_HOME can only be set in the environment: profiles are found through it."],
    ["TUTTI_API_ULR", "x", "TUTTI_API_ULR is not a setting. Did you mean TUTTI_API_URL?"],
  ])("%s=%s: %j", (name, value, problem) => {
    expect(settingProblem(name, value)).toBe(problem);
  });

  test("every wrong setting of a profile is named", () => {
    const settings = { TUTTI_SERVER_PORT: "x", TUTTI_API_URL: "http://ok/api", NOPE: "1" };
    expect(profileProblems({ name: "p", settings })).toEqual([
      'TUTTI_SERVER_PORT must be a port, 0 to 65535, not "x".',
      "NOPE is not a setting.",
    ]);
  });
});
