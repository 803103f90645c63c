import { defineConfig } from "vitest/config";

/**
 * Suites that start servers, databases or browsers, or compute for seconds, run one file at a time: the machine has two
 * cores, and the fast loop is without them. What they wait for comes at once, or minutes later where the machine is busy
 * with other things: no wait is shorter than a test may take.
 */
const serial = {
  fileParallelism: false,
  testTimeout: 240_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 120_000, interval: 50 } },
};

/** What people's programs and commands do: most of it goes on in processes of their own. */
const PROGRAMS = ["packages/{cli,sdk}/test/**/*.db.test.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["packages/*/test/**/*.test.{ts,tsx}", "packages/integrations/*/test/**/*.test.{ts,tsx}"],
          exclude: ["**/*.{db,server}.test.ts"],
          // Modules are loaded once for all files of a worker, not once for each: most of the time went there. Files must
          // leave what they share as they found it, which they must anyway.
          isolate: false,
          // One worker is the default on two cores, and it waits half of the time.
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // What is waited for comes at once, or late where the machine is busy.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: "db",
          include: ["packages/*/test/**/*.db.test.ts"],
          exclude: PROGRAMS,
          globalSetup: ["packages/server/test/support/postgres-server.ts"],
          // The server's modules keep nothing of what was done with them: to load them for each file took half of the time.
          isolate: false,
          ...serial,
        },
      },
      {
        // A program's process keeps its connections and its threads: each file has one of its own.
        test: {
          name: "programs",
          include: PROGRAMS,
          globalSetup: ["packages/server/test/support/postgres-server.ts"],
          ...serial,
        },
      },
      { test: { name: "server", include: ["packages/*/test/**/*.server.test.ts"], ...serial } },
      {
        // What stands in for other people's services is not to be had everywhere: nothing else is to wait for it.
        test: {
          name: "integrations",
          include: ["packages/integrations/*/test/**/*.{db,server}.test.ts"],
          globalSetup: ["packages/server/test/support/postgres-server.ts"],
          ...serial,
        },
      },
      {
        test: {
          name: "conformance",
          include: ["tests/conformance/**/*.test.ts"],
          globalSetup: ["tests/conformance/global-setup.ts"],
          ...serial,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          // One browser for all files, which starts once: it is what they share, and every test leaves it as it was.
          isolate: false,
          ...serial,
        },
      },
      { test: { name: "chaos", include: ["tests/chaos/**/*.test.ts"], ...serial } },
      // Hours, on demand: `npm run soak`.
      { test: { name: "soak", include: ["tests/soak/**/*.test.ts"], ...serial } },
      { test: { name: "examples", include: ["examples/*/test/**/*.test.ts"], ...serial } },
      { test: { name: "image", include: ["tests/image/**/*.test.ts"], ...serial } },
      {
        test: {
          name: "packing",
          include: ["tests/packing/**/*.test.ts"],
          globalSetup: ["tests/packing/global-setup.ts"],
          ...serial,
        },
      },
    ],
    // The rules decide about people's runs: no line of core may stand there untried.
    coverage: {
      include: ["packages/core/src/**"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { lines: 100 },
    },
  },
});
