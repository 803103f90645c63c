import { join } from "node:path";
import { expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();
const programs = join(import.meta.dirname, "programs");

test("the classes that a file exports are registered, and blocks of them can be made", async () => {
  const file = join(programs, "blocks.ts");
  const { code, stdout } = await cli.call("block", "register", "-f", file);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: "SLUG              NAME\nregistered-inner  Registered Inner\nregistered-outer  Registered Outer\n",
  });
  await cli.call("block", "create", "registered-inner", "-n", "one", "-f", "token=t");
  const made = await cli.call("block", "create", "registered-outer", "-n", "two", "-f", "inner=registered-inner/one");
  expect(made).toMatchObject({ code: 0 });
  expect((await cli.call("block", "type", "inspect", "registered-outer")).stdout).toMatch(
    /inner +block of registered-inner +yes[^]*count +number/,
  );
});

test.each([
  [["-f", join(programs, "steps.ts")], 1, "exports no class of blocks"],
  [["-f", join(programs, "nowhere.ts")], 1, "nowhere.ts"],
  [["-m", "@tutti/nowhere/blocks"], 1, "@tutti/nowhere/blocks"],
  [[], 2, "Give --module <package> or --file <path>"],
])("what cannot be registered says why: %j", async (args, code, reason) => {
  expect(await cli.call("block", "register", ...args)).toMatchObject({ code, stderr: expect.stringContaining(reason) });
});
