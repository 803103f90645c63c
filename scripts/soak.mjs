// The chaos suite, the generated requests, the models of slots and of leases, the slots of schedules and the seeds that both
// databases play, runs that are offered twice, with the counts of a soak: hours, on demand. TUTTI_TEST_KILLS, _RUN_KILLS,
// _IMAGES, _REQUESTS, _STEPS, _SLOTS, _SEEDS, _PROGRAMS, _CLAIMS set others; TUTTI_TEST_MODEL=deep is the larger model.
import { fail, setUp } from "./setup.mjs";
import { endAllOnSignal } from "./steps/run-command.mjs";
import { runVitest } from "./steps/vitest-suite.mjs";

const SEEDED = [
  "packages/server/test/routes/work-offers.db.test.ts",
  "packages/server/test/services/schedule-slots.db.test.ts",
  "packages/server/test/commands/same-outcomes.db.test.ts",
  "packages/sdk/test/programs-crash/any-program.db.test.ts",
];
/** What a soak counts to, unless told. */
const COUNTS = {
  TUTTI_TEST_KILLS: "10000",
  TUTTI_TEST_RUN_KILLS: "100",
  TUTTI_TEST_IMAGES: "10000",
  TUTTI_TEST_REQUESTS: "1000000",
  TUTTI_TEST_STEPS: "1000000",
  TUTTI_TEST_SLOTS: "100000",
  TUTTI_TEST_SEEDS: "100000",
  TUTTI_TEST_PROGRAMS: "2000",
  TUTTI_TEST_CLAIMS: "10000",
  TUTTI_TEST_MODEL: "deep",
};
const DAY_MS = 24 * 60 * 60 * 1000;

async function soak() {
  const failures = await setUp(["postgres", "compiler"]);
  if (Object.keys(failures).length > 0) throw new Error("not everything that it needs is there");
  process.env = { ...COUNTS, ...process.env };
  const options = { timeoutMs: DAY_MS, onOutput: (chunk) => process.stdout.write(chunk) };
  const results = [
    await runVitest("chaos", options),
    await runVitest("server", { ...options, args: ["packages/server/test/lease-model"] }),
    await runVitest("db", {
      ...options,
      args: ["packages/server/test/totality", "packages/server/test/slots", ...SEEDED],
    }),
  ];
  const [passed, failed] = [total(results, "passed"), total(results, "failed")];
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function total(results, key) {
  return results.reduce((sum, result) => sum + result[key], 0);
}

endAllOnSignal();
soak().catch(fail);
