// The chaos suite with the counts of a soak: hours, on demand. TUTTI_TEST_KILLS and TUTTI_TEST_IMAGES set others.
import { fail, setUp } from "./setup.mjs";
import { endAllOnSignal } from "./steps/run-command.mjs";
import { runVitest } from "./steps/vitest-suite.mjs";

const DAY_MS = 24 * 60 * 60 * 1000;

async function soak() {
  const failures = await setUp(["postgres", "compiler"]);
  if (Object.keys(failures).length > 0) throw new Error("not everything that it needs is there");
  process.env.TUTTI_TEST_KILLS ??= "10000";
  process.env.TUTTI_TEST_IMAGES ??= "10000";
  const result = await runVitest("chaos", { timeoutMs: DAY_MS, onOutput: (chunk) => process.stdout.write(chunk) });
  console.log(`${result.passed} passed, ${result.failed} failed`);
  process.exitCode = result.failed === 0 ? 0 : 1;
}

endAllOnSignal();
soak().catch(fail);
