import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { inRoot, root } from "./project-paths.mjs";
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

/** A message's beginning, without the frames of the tools: the whole one stands where the suite printed it. */
function beginning(message) {
  const lines = message.trim().split("\n");
  return lines
    .filter((line) => !/^\s+at .*(node_modules|<anonymous>)/.test(line))
    .slice(0, 24)
    .join("\n    ");
}

/** What failed, each as its file, its test and the beginning of its message; first why a file broke outside of its tests. */
function failuresOf(report) {
  return report.testResults.flatMap((file) => {
    const where = relative(root, file.name);
    const ofFile = file.message === "" ? [] : [`${where}\n    ${beginning(file.message)}`];
    const tests = file.assertionResults.filter((test) => test.status !== "passed");
    const ofTests = tests.map(
      (test) => `${where} > ${test.fullName}\n    ${beginning(test.failureMessages.join("\n") || test.status)}`,
    );
    return [...ofFile, ...ofTests];
  });
}

/** Runs one vitest project, showing its output as it comes; answers `{ passed, failed, failures?, note? }`. */
export async function runVitest(project, { args = [], timeoutMs = 5_400_000, onOutput }) {
  const file = inRoot(".cache", "reports", `${project}.json`);
  mkdirSync(inRoot(".cache", "reports"), { recursive: true });
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await runCommand("vitest", ["run", "--project", project, ...reporters, ...args], {
    timeoutMs,
    onOutput,
  });
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    return { ...count(report, code), failures: failuresOf(report) };
  } catch {
    return { passed: 0, failed: 1, note: `it ended with code ${code} and without a report` };
  }
}
