import { parseArgs } from "node:util";
import { setUp } from "./setup.mjs";
import { endAllOnSignal } from "./steps/run-command.mjs";
import { runStaticCheck } from "./steps/static-checks.mjs";
import { runVitest } from "./steps/vitest-suite.mjs";

const staticSuite = (name) => ({ needs: [], run: () => runStaticCheck(name) });
const vitestSuite = (name, needs, options = {}) => ({
  needs,
  run: () => runVitest(name, { onOutput: linesOf(name), ...options }),
});

/** Every suite: what it needs to be set up, and how it runs. */
const suites = {
  format: staticSuite("format"),
  lint: staticSuite("lint"),
  types: staticSuite("types"),
  unused: staticSuite("unused"),
  unit: vitestSuite("unit", [], { args: ["--coverage"] }),
  db: vitestSuite("db", ["postgres"]),
  server: vitestSuite("server", []),
  integrations: vitestSuite("integrations", ["postgres", "azurite", "moto", "google", "mlflow", "mariadb"]),
  conformance: vitestSuite("conformance", ["postgres", "prefect"]),
  e2e: vitestSuite("e2e", ["dashboard", "chromium", "prefect"]),
  chaos: vitestSuite("chaos", ["compiler", "postgres"]),
  examples: vitestSuite("examples", ["azurite", "moto", "google", "mlflow"]),
  packing: vitestSuite("packing", ["dashboard"]),
  image: vitestSuite("image", ["docker"]),
};

/** These keep all cores busy by themselves, one after another; then come the lanes, side by side, since they mostly wait. */
const first = ["format", "lint", "types", "unused", "unit", "packing"];
const lanes = [
  ["db", "e2e", "server", "image"],
  ["conformance", "chaos", "integrations", "examples"],
];

function chosenSuites() {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const names = values.only?.split(",") ?? Object.keys(suites);
  const unknown = names.filter((name) => !(name in suites));
  if (unknown.length > 0) {
    throw new Error(`no suite is named ${unknown.join(", ")}; there are ${Object.keys(suites).join(", ")}`);
  }
  return names;
}

/** Writes whole lines as they come, each after its suite's name: suites run side by side. */
function linesOf(name) {
  const decoder = new TextDecoder();
  let rest = "";
  return (chunk) => {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop();
    for (const line of lines) process.stdout.write(`${name.padEnd(11)} │ ${line}\n`);
  };
}

async function runSuite(name, failures) {
  const missing = suites[name].needs.filter((need) => need in failures);
  if (missing.length > 0) {
    return { passed: 0, failed: 1, note: missing.map((need) => `${need}: ${failures[need]}`).join("; ") };
  }
  return suites[name].run();
}

/** Runs a suite, and says how it went; answers its counts. */
async function tellSuite(name, failures, lines) {
  console.log(`── ${name}`);
  const start = performance.now();
  const result = await runSuite(name, failures);
  if (result.output) console.log(result.output);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const note = result.note ? ` — ${result.note}` : "";
  const line = `${result.failed ? "✗" : "✓"} ${name.padEnd(12)} ${seconds.padStart(6)} s  ${result.passed} passed, ${result.failed} failed${note}`;
  lines.push(line);
  console.log(line);
  return result;
}

async function tellAll(names, failures, lines) {
  const results = [];
  for (const name of names) results.push(await tellSuite(name, failures, lines));
  return results;
}

async function main() {
  const began = performance.now();
  const names = chosenSuites();
  const failures = await setUp([...new Set(names.flatMap((name) => suites[name].needs))]);
  const lines = [];
  const chosen = (list) => list.filter((name) => names.includes(name));
  const results = await tellAll(chosen(first), failures, lines);
  results.push(...(await Promise.all(lanes.map((lane) => tellAll(chosen(lane), failures, lines)))).flat());
  // Thousands of lines stand between a failure and the end: it is said again where one looks first.
  for (const failure of results.flatMap((result) => result.failures ?? [])) console.log(`\n✗ ${failure}`);
  console.log(`\n${lines.join("\n")}\nin ${((performance.now() - began) / 1000).toFixed(0)} s`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
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
