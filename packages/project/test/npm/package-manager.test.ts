import { expect, test } from "vitest";
import { managerOf } from "../../src/npm/package-manager.ts";

const PNPM = ["install", "--frozen-lockfile"];
const YARN_1 = [...PNPM, "--non-interactive"];
const BERRY = ["install", "--immutable"];

test.each([
  ["package-lock.json", "{}", null, { program: "npm", package: null, arguments: ["ci", "--no-audit", "--no-fund"] }],
  ["pnpm-lock.yaml", "lockfileVersion: '9.0'\n", null, { program: "pnpm", package: "pnpm@10", arguments: PNPM }],
  ["pnpm-lock.yaml", "lockfileVersion: '6.0'\n", null, { program: "pnpm", package: "pnpm@8", arguments: PNPM }],
  ["pnpm-lock.yaml", "lockfileVersion: 5.4\n", null, { program: "pnpm", package: "pnpm@7", arguments: PNPM }],
  ["pnpm-lock.yaml", "", "pnpm@9.1.0+sha512.abc", { program: "pnpm", package: "pnpm@9.1.0", arguments: PNPM }],
  ["yarn.lock", "# yarn lockfile v1\n", null, { program: "yarn", package: "yarn@1", arguments: YARN_1 }],
  ["yarn.lock", "__metadata:\n", null, { program: "yarn", package: "@yarnpkg/cli-dist@4", arguments: BERRY }],
  ["yarn.lock", "", "yarn@1.22.22", { program: "yarn", package: "yarn@1.22.22", arguments: YARN_1 }],
  ["yarn.lock", "", "yarn@4.5.0", { program: "yarn", package: "@yarnpkg/cli-dist@4.5.0", arguments: BERRY }],
])("%s, which says %j, in a project of %s, is installed by its own manager", (lockfile, text, named, expected) => {
  expect(managerOf(lockfile, text, named)).toMatchObject({ lockfile, ...expected });
});

test("what no manager wrote is nobody's, and a name that holds options is not taken for a version", () => {
  expect(managerOf("bun.lock", "", null)).toBeNull();
  expect(managerOf("pnpm-lock.yaml", "", "pnpm@9 --config")).toMatchObject({ package: "pnpm@9" });
});
