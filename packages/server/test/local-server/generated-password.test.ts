import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { homePassword } from "../../src/local-server/generated-password.ts";
import { testHome } from "../support/test-home.ts";

test("a password is made once, and kept where only its owner reads it", async () => {
  const home = await testHome();
  const made = await homePassword(home);
  expect(made).toEqual({ authString: expect.stringMatching(/^tutti:[\w-]{32}$/), isNew: true });
  expect(await homePassword(home)).toEqual({ ...made, isNew: false });
  expect((await stat(join(home, "auth-string"))).mode & 0o777).toBe(0o600);
  expect((await homePassword(await testHome())).authString).not.toBe(made.authString);
});
