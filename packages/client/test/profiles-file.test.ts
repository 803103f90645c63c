import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { profilesPath } from "../src/api-settings.ts";
import { changeProfiles, formatProfiles, parseProfiles, readProfiles } from "../src/profiles-file.ts";

const PREFECTS_FILE = `active = "cloud"

[profiles.ephemeral]
PREFECT_SERVER_EPHEMERAL_ENABLED = "true"

[profiles.cloud]
PREFECT_API_URL = "https://example.com/api"
TUTTI_SERVER_PORT = 4300
`;

describe("the file's text", () => {
  test("a file of Prefect's is read as it is; numbers and booleans become text", () => {
    expect(parseProfiles(PREFECTS_FILE, "profiles.toml")).toEqual({
      active: "cloud",
      profiles: {
        ephemeral: { PREFECT_SERVER_EPHEMERAL_ENABLED: "true" },
        cloud: { PREFECT_API_URL: "https://example.com/api", TUTTI_SERVER_PORT: "4300" },
      },
    });
  });

  test("what is written is read back alike", () => {
    const profiles = {
      active: "a.b",
      profiles: { "a.b": { TUTTI_API_AUTH_STRING: 'quote " and \\ and ü' }, empty: {} },
    };
    expect(parseProfiles(formatProfiles(profiles), "profiles.toml")).toEqual(profiles);
  });

  test.each([
    ["active = ", "profiles.toml: "],
    ["active = 3", "profiles.toml: active must be a text"],
    ["profiles = 3", "profiles.toml: profiles must be a table"],
    ["[profiles]\nx = 1", "profiles.toml: profiles.x must be a table"],
    ["[profiles.x]\nA = [1]", "profiles.toml: profiles.x.A must be a text"],
  ])("%j is refused with its place", (text, message) => {
    expect(() => parseProfiles(text, "profiles.toml")).toThrow(`Invalid setting: ${message}`);
  });
});

describe("the file", () => {
  let home = "";

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "tutti-profiles-"));
  });

  afterEach(async () => {
    await rm(home, { recursive: true });
  });

  test("a home without one has an empty default profile", async () => {
    expect(await readProfiles(home)).toEqual({ active: "default", profiles: { default: {} } });
  });

  test("it is written whole, for its owner alone, and nothing is left beside it", async () => {
    await changeProfiles(home, () => ({ active: "x", profiles: { x: { TUTTI_API_AUTH_STRING: "a:b" } } }));
    expect(await readFile(profilesPath(home), "utf8")).toContain('TUTTI_API_AUTH_STRING = "a:b"');
    expect((await stat(profilesPath(home))).mode & 0o777).toBe(0o600);
    expect(await readdir(home)).toEqual([basename(profilesPath(home))]);
  });

  test("a home that cannot be written is said so", async () => {
    await writeFile(join(home, "file"), "");
    const written = changeProfiles(join(home, "file"), (profiles) => profiles);
    await expect(written).rejects.toMatchObject({ code: "unwritable_home" });
  });

  test("of changes made at once none is lost, and a refused one changes nothing", async () => {
    const numbers = Array.from({ length: 8 }, (_, index) => `N${index}`);
    const add = (name: string) =>
      changeProfiles(home, ({ active, profiles }) => ({ active, profiles: { ...profiles, [name]: { A: "1" } } }));
    const refused = changeProfiles(home, () => {
      throw new Error("no such profile");
    });
    await Promise.all([...numbers.map(add), expect(refused).rejects.toThrow("no such profile")]);
    expect(Object.keys((await readProfiles(home)).profiles).sort()).toEqual([...numbers, "default"]);
  });
});
