import { readConcurrencyLimit } from "@tutti/client/concurrency-limits";
import { readTagLimit } from "@tutti/client/tag-limits";
import { describe, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();

describe("global concurrency limits", () => {
  const gcl = (...args: string[]) => cli.call("gcl", ...args);

  test("are made and changed", async () => {
    expect(await gcl("create", "api", "-l", "10", "--slot-decay-per-second", "2.5", "--disable")).toEqual({
      code: 0,
      stdout: "",
      stderr: "Made the concurrency limit api: 10 slots.\n",
    });
    expect(await readConcurrencyLimit(cli.api, "api")).toMatchObject({
      active: false,
      limit: 10,
      slot_decay_per_second: 2.5,
    });
    await gcl("enable", "api");
    expect(await readConcurrencyLimit(cli.api, "api")).toMatchObject({ active: true, limit: 10 });
    await gcl("update", "api", "--limit", "3", "--disable");
    expect(await readConcurrencyLimit(cli.api, "api")).toMatchObject({ active: false, limit: 3 });
    expect(await cli.call("global-concurrency-limit", "inspect", "api")).toMatchObject({
      stdout: expect.stringMatching(/^Name +api\nActive +no\nSlots +0\/3\nDecay per second +2.5\n/),
    });
    expect((await gcl("ls")).stdout).toMatch(/^NAME +ACTIVE +SLOTS +DECAY\/S +ID\napi +no +0\/3 +2.5 +\S+\n$/);
    expect(await cli.json("gcl", "ls")).toMatchObject([{ name: "api" }]);
  });

  test.each([
    [["create", "x"], 2, "How many slots? Give --limit <count>."],
    [
      ["create", "api", "-l", "1"],
      1,
      "The name is taken: there is a concurrency limit api; tutti gcl update changes it",
    ],
    [["update", "api"], 2, "Nothing to change: give --limit, --enable, --disable, "],
    [["update", "api", "--enable", "--disable"], 2, "--enable and --disable exclude each other."],
    [["inspect", "apy"], 4, "No concurrency limit is called apy. Did you mean api?"],
    [["create", "x", "-l", "many"], 2, "Option '-l, --limit <count>' argument 'many' is invalid."],
  ])("gcl %j ends with %d: %s", async (args, code, message) => {
    const outcome = await gcl(...args);
    expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(`Error: ${message}`) });
    expect(outcome.stderr).toContain("\n  Fix: ");
  });

  test("are deleted when that is meant", async () => {
    expect(await gcl("delete", "api")).toMatchObject({ code: 2 });
    expect(await gcl("delete", "api", "-y")).toMatchObject({ code: 0 });
    expect(await cli.json("gcl", "ls")).toEqual([]);
  });
});

test("tags are limited, reset and set free", async () => {
  const limit = (...args: string[]) => cli.call("concurrency-limit", ...args);
  expect(await limit("create", "database", "5")).toEqual({
    code: 0,
    stdout: "",
    stderr: "At most 5 tasks with the tag database run at once.\n",
  });
  await limit("create", "database", "4");
  expect(await readTagLimit(cli.api, "database")).toMatchObject({ concurrency_limit: 4, active_slots: [] });
  expect((await limit("ls")).stdout).toMatch(/^TAG +SLOTS +ID\ndatabase +0\/4 +\S+\n$/);
  expect((await limit("inspect", "database")).stdout).toMatch(/^Tag +database\nSlots +0\/4\nId +\S+\n/);
  expect(await limit("reset", "database")).toMatchObject({ stderr: "All slots of the tag database are free.\n" });
  expect(await limit("inspect", "databse")).toMatchObject({
    code: 4,
    stderr: expect.stringContaining("No limited tag is called databse. Did you mean database?"),
  });
  expect(await limit("delete", "database", "-y")).toMatchObject({ code: 0 });
  expect(await cli.json("concurrency-limit", "ls")).toEqual([]);
});
