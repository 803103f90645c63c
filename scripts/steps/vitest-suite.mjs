import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { inRoot } from "./project-paths.mjs";
import { runCommand } from "./run-command.mjs";

/**
 * Counts vitest's JSON report. A test that was skipped has not shown anything and counts as failed; so does a file
 * that broke outside of its tests, and a run that failed for a reason no test names (coverage, an unhandled error).
 */
function count(report, code) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = tests.length - passed + brokenFiles;
  if (tests.length === 0) return { passed: 0, failed: Math.max(failed, 1), note: "no test ran" };
  return code !== 0 && failed === 0
    ? { passed, failed: 1, note: "the run failed outside of its tests" }
    : { passed, failed };
}

/** Runs one vitest project, showing its output as it comes; answers `{ passed, failed, note? }`. */
export async function runVitest(project, { args = [], timeoutMs = 2_400_000, onOutput }) {
  const file = inRoot(".cache", "reports", `${project}.json`);
  mkdirSync(inRoot(".cache", "reports"), { recursive: true });
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await runCommand("vitest", ["run", "--project", project, ...reporters, ...args], {
    timeoutMs,
    onOutput,
  });
  try {
    return count(JSON.parse(readFileSync(file, "utf8")), code);
  } catch {
    return { passed: 0, failed: 1, note: `it ended with code ${code} and without a report` };
  }
}
