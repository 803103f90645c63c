import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { beginSetUp } from "./setup.mjs";
import { endAllOnSignal } from "./steps/run-command.mjs";
import { runStaticCheck } from "./steps/static-checks.mjs";
import { runVitest } from "./steps/vitest-suite.mjs";

const staticSuite = (name) => ({ needs: [], run: () => runStaticCheck(name) });
const vitestSuite = (name, needs, options = {}) => ({
  needs,
  run: () => runVitest(name, { onOutput: linesOf(name), ...options }),
});

/**
 * Every suite: what it needs to be set up, and how it runs. They are taken in this order: first those that are over soon
 * and tell the most, while the others' needs are installed; then the longest, so that none of them is left at the end.
 */
const suites = {
  format: staticSuite("format"),
  lint: staticSuite("lint"),
  types: staticSuite("types"),
  unused: staticSuite("unused"),
  unit: vitestSuite("unit", [], { args: ["--coverage"] }),
  conformance: vitestSuite("conformance", ["postgres", "prefect"]),
  programs: vitestSuite("programs", ["postgres"]),
  db: vitestSuite("db", ["postgres"]),
  e2e: vitestSuite("e2e", ["dashboard", "chromium", "prefect"]),
  chaos: vitestSuite("chaos", ["compiler", "postgres"]),
  server: vitestSuite("server", []),
  integrations: vitestSuite("integrations", ["postgres", "azurite", "moto", "google", "mlflow", "mariadb"]),
  image: vitestSuite("image", ["docker"]),
  examples: vitestSuite("examples", ["azurite", "moto", "google", "mlflow"]),
  packing: vitestSuite("packing", ["dashboard"]),
};

/** Suites wait for much of their time: one more than there are cores keeps these busy. */
const SIDE_BY_SIDE = Math.min(availableParallelism() + 1, 4);

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

/** Takes the suites, each as soon as there is somebody to run it, those before others whose needs are there. */
class Queue {
  #names;
  #outcomes;
  #settled = new Set();

  constructor(names, outcomes) {
    this.#names = [...names];
    this.#outcomes = outcomes;
    for (const [need, outcome] of Object.entries(outcomes)) void outcome.then(() => this.#settled.add(need));
  }

  take() {
    const ready = this.#names.findIndex((name) => suites[name].needs.every((need) => this.#settled.has(need)));
    return this.#names.splice(Math.max(ready, 0), 1)[0];
  }

  /** What of a suite's needs is missing, each with its reason. */
  async missing(name) {
    const { needs } = suites[name];
    const reasons = await Promise.all(needs.map((need) => this.#outcomes[need]));
    return needs.flatMap((need, index) => (reasons[index] === null ? [] : [`${need}: ${reasons[index]}`]));
  }
}

/** Runs a suite, and says how it went; answers its counts. */
async function tellSuite(name, missing) {
  console.log(`── ${name}`);
  const start = performance.now();
  const result = missing.length > 0 ? { passed: 0, failed: 1, note: missing.join("; ") } : await suites[name].run();
  if (result.output) console.log(result.output);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const note = result.note ? ` — ${result.note}` : "";
  const line = `${result.failed ? "✗" : "✓"} ${name.padEnd(12)} ${seconds.padStart(6)} s  ${result.passed} passed, ${result.failed} failed${note}`;
  console.log(line);
  return { ...result, name, line };
}

async function tellAll(queue, results) {
  for (let name = queue.take(); name !== undefined; name = queue.take()) {
    results.push(await tellSuite(name, await queue.missing(name)));
  }
}

/** How long all cores together were busy, and idle, since the machine began. */
function coreTimes() {
  const times = cpus().map((core) => core.times);
  const idle = times.reduce((sum, time) => sum + time.idle, 0);
  return { idle, all: times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, idle) };
}

function busyPercent(before) {
  const now = coreTimes();
  return (100 * (1 - (now.idle - before.idle) / (now.all - before.all))).toFixed(0);
}

/** What is temporary goes with the run: a killed Python program or browser leaves its own behind. */
function useTemporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "tutti-tests-"));
  // A database that root starts runs as a user of its own.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
}

async function main() {
  const began = performance.now();
  const cores = coreTimes();
  const names = chosenSuites();
  useTemporaryFolder();
  const { dependencies, outcomes } = beginSetUp([...new Set(names.flatMap((name) => suites[name].needs))]);
  await dependencies;
  const queue = new Queue(names, outcomes);
  const results = [];
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => tellAll(queue, results)));
  // Thousands of lines stand between a failure and the end: it is said again where one looks first.
  for (const failure of results.flatMap((result) => result.failures ?? [])) console.log(`\n✗ ${failure}`);
  results.sort((one, other) => names.indexOf(one.name) - names.indexOf(other.name));
  console.log(`\n${results.map(({ line }) => line).join("\n")}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`in ${seconds} s, of which the cores were busy for ${busyPercent(cores)} %`);
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
