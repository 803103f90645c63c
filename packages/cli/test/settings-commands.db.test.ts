import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readProfiles } from "@tutti/client/profiles-file";
import { runCli } from "./support/run-cli.ts";

const URL = "http://127.0.0.1:4321/api";
let home = "";

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "tutti-settings-"));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

function tutti(...args: string[]) {
  return runCli(args, { env: { TUTTI_HOME: home } });
}

describe("config", () => {
  test("what is set stands in the profile, and unset takes it away again", async () => {
    expect(await tutti("config", "set", `TUTTI_API_URL=${URL}`, "TUTTI_API_AUTH_STRING=a:b=c")).toEqual({
      code: 0,
      stdout: "",
      stderr: "Set TUTTI_API_URL in the profile default.\nSet TUTTI_API_AUTH_STRING in the profile default.\n",
    });
    expect(await readProfiles(home)).toEqual({
      active: "default",
      profiles: { default: { TUTTI_API_URL: URL, TUTTI_API_AUTH_STRING: "a:b=c" } },
    });
    expect(await tutti("config", "unset", "TUTTI_API_URL", "--yes")).toMatchObject({ code: 0, stdout: "" });
    expect((await readProfiles(home)).profiles).toEqual({ default: { TUTTI_API_AUTH_STRING: "a:b=c" } });
  });

  test("what several processes set at the same time all stands", async () => {
    const names = ["TUTTI_API_URL", "TUTTI_UI_URL", "TUTTI_API_AUTH_STRING"];
    await Promise.all(names.map((name) => tutti("config", "set", `${name}=${URL}`)));
    expect((await readProfiles(home)).profiles).toEqual({
      default: Object.fromEntries(names.map((name) => [name, URL])),
    });
  });

  test("one wrong setting, and none is set", async () => {
    expect(await tutti("config", "set", `TUTTI_API_URL=${URL}`, "TUTTI_SERVER_PROT=1")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("TUTTI_SERVER_PROT is not a setting. Did you mean TUTTI_SERVER_PORT?"),
    });
    expect((await readProfiles(home)).profiles).toEqual({ default: {} });
  });

  test("unset asks, and where nobody can answer it does nothing and ends with 2", async () => {
    await tutti("config", "set", `TUTTI_API_URL=${URL}`);
    expect(await tutti("config", "unset", "TUTTI_API_URL")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "Error: Not done, because nobody confirmed it: Remove TUTTI_API_URL from the profile default?\n  Fix: Add --yes, or run it on a terminal.\n",
    });
    expect((await readProfiles(home)).profiles).toEqual({ default: { TUTTI_API_URL: URL } });
  });

  test.each([
    ["TUTTI_API_ULR", "TUTTI_API_ULR is not a setting, nor set in the profile default. Did you mean TUTTI_API_URL?"],
    ["TUTTI_LOG_LEVEL", "TUTTI_LOG_LEVEL is not set in the profile default."],
  ])("unsetting %s, which is not set, ends with 4 and says where to look", async (name, message) => {
    await tutti("config", "set", `TUTTI_API_URL=${URL}`);
    expect(await tutti("config", "unset", name, "-y")).toEqual({
      code: 4,
      stdout: "",
      stderr: `Error: There is nothing to remove: ${message}\n  Fix: See tutti config view for what is set; -p names another profile.\n Docs: tutti docs unset_setting\n`,
    });
    expect((await readProfiles(home)).profiles).toEqual({ default: { TUTTI_API_URL: URL } });
  });
});

describe("config view and validate", () => {
  test("view says where each setting comes from, and keeps passwords to itself", async () => {
    await tutti("config", "set", `TUTTI_API_URL=${URL}`, "TUTTI_API_AUTH_STRING=user:secret");
    await tutti("config", "set", "TUTTI_DATABASE_URL=postgres://u:secret@db/x");
    const { code, stdout } = await tutti("config", "view", "-o", "json");
    expect({ code, view: JSON.parse(stdout) }).toEqual({
      code: 0,
      view: {
        profile: "default",
        settings: [
          { name: "TUTTI_API_URL", value: URL, source: "profile" },
          { name: "TUTTI_API_AUTH_STRING", value: "********", source: "profile" },
          { name: "TUTTI_DATABASE_URL", value: "postgres://u:********@db/x", source: "profile" },
          { name: "TUTTI_HOME", value: home, source: "env" },
        ],
      },
    });
    expect((await tutti("config", "view", "--show-secrets")).stdout).toContain("user:secret");
    expect((await tutti("config", "view", "--hide-sources")).stdout).toMatch(/^SETTING +VALUE\n/);
    expect((await tutti("config", "view", "--show-defaults")).stdout).toMatch(/TUTTI_SERVER_PORT +4200 +default\n/);
  });

  test("validate names what is wrong in a file that was edited by hand", async () => {
    await writeFile(join(home, "profiles.toml"), 'active = "x"\n[profiles.x]\nTUTTI_SERVER_PORT = "http"\n');
    expect(await tutti("config", "validate")).toEqual({
      code: 1,
      stdout: 'TUTTI_SERVER_PORT must be a port, 0 to 65535, not "http".\n',
      stderr: "",
    });
    await writeFile(join(home, "profiles.toml"), "active = \n");
    expect(await tutti("config", "validate")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("profiles.toml"),
    });
  });
});

test("profile use says when the environment names another server than the profile", async () => {
  await tutti("profile", "create", "prod");
  await tutti("-p", "prod", "config", "set", `TUTTI_API_URL=${URL}`);
  const use = (PREFECT_API_URL: string) =>
    runCli(["profile", "use", "prod"], { env: { TUTTI_HOME: home, PREFECT_API_URL } });
  const said = `The profile prod is active: it uses ${URL}.\n`;
  expect((await use(URL)).stderr).toBe(said);
  expect((await use("http://127.0.0.1:1/api")).stderr).toBe(
    `${said}PREFECT_API_URL=http://127.0.0.1:1/api is stronger while it is set.\n`,
  );
});

describe("profile", () => {
  test("profiles are made, used, renamed and deleted", async () => {
    expect(await tutti("profile", "create", "prod")).toMatchObject({ code: 0, stdout: "" });
    await tutti("-p", "prod", "config", "set", `TUTTI_API_URL=${URL}`);
    await tutti("profile", "create", "copy", "--from", "prod");
    expect(await tutti("profile", "use", "prod")).toEqual({
      code: 0,
      stdout: "",
      stderr: `The profile prod is active: it uses ${URL}.\n`,
    });
    await tutti("profile", "rename", "prod", "live");
    expect(await tutti("profile", "delete", "default", "--yes")).toMatchObject({ code: 0 });
    expect(await readProfiles(home)).toEqual({
      active: "live",
      profiles: { live: { TUTTI_API_URL: URL }, copy: { TUTTI_API_URL: URL } },
    });
    const list = await tutti("profile", "ls", "-o", "json");
    expect(JSON.parse(list.stdout)).toEqual([
      { name: "live", active: true, settings: 1 },
      { name: "copy", active: false, settings: 1 },
    ]);
    expect((await tutti("profile", "ls")).stdout).toBe(
      "   PROFILE  SETTINGS\n*  live            1\n   copy            1\n",
    );
    expect((await tutti("profile", "inspect")).stdout).toBe(`TUTTI_API_URL  ${URL}\n`);
    expect(JSON.parse((await tutti("profile", "inspect", "copy", "-o", "json")).stdout)).toEqual({
      name: "copy",
      settings: { TUTTI_API_URL: URL },
    });
  });

  test.each([
    [["create", "default"], 1, "There is a profile of this name already: default"],
    [["create", "a b"], 2, 'A profile is named with letters, digits, ".", "_" and "-", not "a b".'],
    [["create", "x", "--from", "defalt"], 4, "No such profile: defalt. Did you mean default?"],
    [["use", "nope"], 4, "No such profile: nope."],
    [["rename", "nope", "x"], 4, "No such profile: nope."],
    [["rename", "default", "default"], 1, "There is a profile of this name already: default"],
    [["delete", "default", "-y"], 1, "The profile is the active one: default"],
    [["inspect", "nope"], 4, "No such profile: nope."],
  ])("%j ends with %d: %s", async (args, code, message) => {
    expect(await tutti("profile", ...args)).toMatchObject({
      code,
      stdout: "",
      stderr: expect.stringContaining(`Error: ${message}\n`),
    });
    expect(await readFile(join(home, "profiles.toml"), "utf8").catch(() => "no file")).toBe("no file");
  });

  test("a profile's settings reach the commands, and the environment is stronger", async () => {
    await tutti("config", "set", "TUTTI_API_URL=http://127.0.0.1:9/api");
    expect((await tutti("flow", "ls")).stderr).toContain("http://127.0.0.1:9/api");
    const { stderr } = await runCli(["flow", "ls"], {
      env: { TUTTI_HOME: home, PREFECT_API_URL: "http://127.0.0.1:1/api" },
    });
    expect(stderr).toContain("http://127.0.0.1:1/api");
  });
});
