// The chaos suite, the generated requests and the model of slots with the counts of a soak: hours, on demand.
// TUTTI_TEST_KILLS, TUTTI_TEST_RUN_KILLS, TUTTI_TEST_IMAGES, TUTTI_TEST_REQUESTS and TUTTI_TEST_STEPS set others.
import { fail, setUp } from "./setup.mjs";
import { endAllOnSignal } from "./steps/run-command.mjs";
import { runVitest } from "./steps/vitest-suite.mjs";

const DAY_MS = 24 * 60 * 60 * 1000;

async function soak() {
  const failures = await setUp(["postgres", "compiler"]);
  if (Object.keys(failures).length > 0) throw new Error("not everything that it needs is there");
  process.env.TUTTI_TEST_KILLS ??= "10000";
  process.env.TUTTI_TEST_RUN_KILLS ??= "100";
  process.env.TUTTI_TEST_IMAGES ??= "10000";
  process.env.TUTTI_TEST_REQUESTS ??= "1000000";
  process.env.TUTTI_TEST_STEPS ??= "1000000";
  const options = { timeoutMs: DAY_MS, onOutput: (chunk) => process.stdout.write(chunk) };
  const results = [
    await runVitest("chaos", options),
    await runVitest("db", { ...options, args: ["packages/server/test/totality", "packages/server/test/slots"] }),
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
