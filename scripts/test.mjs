import { parseArgs } from "node:util";
import { setUp } from "./setup.mjs";
import { endAllOnSignal } from "./steps/run-command.mjs";
import { runStaticCheck } from "./steps/static-checks.mjs";
import { runVitest } from "./steps/vitest-suite.mjs";

const show = (chunk) => process.stdout.write(chunk);
const staticSuite = (name) => ({ needs: [], run: () => runStaticCheck(name) });
const vitestSuite = (name, needs, options = {}) => ({
  needs,
  run: () => runVitest(name, { onOutput: show, ...options }),
});

/** Every suite, in order: what it needs to be set up, and how it runs. */
const suites = {
  format: staticSuite("format"),
  lint: staticSuite("lint"),
  types: staticSuite("types"),
  unused: staticSuite("unused"),
  unit: vitestSuite("unit", [], { args: ["--coverage"] }),
  db: vitestSuite("db", ["postgres"]),
  server: vitestSuite("server", []),
  conformance: vitestSuite("conformance", ["postgres", "prefect"]),
  e2e: vitestSuite("e2e", ["dashboard", "chromium"]),
  chaos: vitestSuite("chaos", ["compiler", "postgres"]),
  examples: vitestSuite("examples", []),
  packing: vitestSuite("packing", ["dashboard"]),
};

function chosenSuites() {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const names = values.only?.split(",") ?? Object.keys(suites);
  const unknown = names.filter((name) => !(name in suites));
  if (unknown.length > 0) {
    throw new Error(`no suite is named ${unknown.join(", ")}; there are ${Object.keys(suites).join(", ")}`);
  }
  return names;
}

async function runSuite(name, failures) {
  const missing = suites[name].needs.filter((need) => need in failures);
  if (missing.length > 0) {
    return { passed: 0, failed: 1, note: missing.map((need) => `${need}: ${failures[need]}`).join("; ") };
  }
  const result = await suites[name].run();
  if (result.output) console.log(result.output);
  return result;
}

async function main() {
  const began = performance.now();
  const names = chosenSuites();
  const failures = await setUp([...new Set(names.flatMap((name) => suites[name].needs))]);
  const lines = [];
  let passed = 0;
  let failed = 0;
  for (const name of names) {
    console.log(`\n── ${name}`);
    const start = performance.now();
    const result = await runSuite(name, failures);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    passed += result.passed;
    failed += result.failed;
    const note = result.note ? ` — ${result.note}` : "";
    lines.push(
      `${result.failed ? "✗" : "✓"} ${name.padEnd(12)} ${seconds.padStart(6)} s  ${result.passed} passed, ${result.failed} failed${note}`,
    );
    console.log(lines.at(-1));
  }
  console.log(`\n${lines.join("\n")}\nin ${((performance.now() - began) / 1000).toFixed(0)} s`);
  // The last line is what a reader, and a machine, looks for.
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

endAllOnSignal();
main().catch((error) => {
  console.log(error instanceof Error ? error.message : error);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
});
