import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withProfile } from "../src/profile-environment.ts";
import { changeProfiles } from "../src/profiles-file.ts";

let home = "";

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "tutti-profile-"));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

test("without profiles the environment is as it was", async () => {
  const environment = { TUTTI_HOME: home, TUTTI_PROFILE: "" };
  expect(await withProfile(environment)).toBe(environment);
});

test("the active profile stands beneath the environment, the one that TUTTI_PROFILE names before it", async () => {
  const profiles = {
    near: { TUTTI_API_URL: "http://near/api", TUTTI_SERVER_PORT: "4300" },
    far: { PREFECT_API_URL: "http://far/api" },
  };
  await changeProfiles(home, () => ({ active: "near", profiles }));
  expect(await withProfile({ TUTTI_HOME: home, TUTTI_SERVER_PORT: "4400" })).toEqual({
    TUTTI_HOME: home,
    TUTTI_SERVER_PORT: "4400",
    TUTTI_API_URL: "http://near/api",
  });
  expect(await withProfile({ TUTTI_HOME: home, TUTTI_PROFILE: "far" })).toMatchObject({
    PREFECT_API_URL: "http://far/api",
  });
});

test("a profile that is not there is an error, also without any", async () => {
  const read = withProfile({ TUTTI_HOME: home, TUTTI_PROFILE: "far" });
  await expect(read).rejects.toMatchObject({ code: "unknown_profile" });
});
