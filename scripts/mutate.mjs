// Changes the rules and the schedules one small thing at a time, and runs the tests of each change. One that no test notices is a
// gap, or an equal way to write the same: packages/core/test/survivors.json says why of each. On a copy: what is edited meanwhile
// stays as it is. `npm run mutate -- rules/pause-flow.ts` is for one file of packages/core/src.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fail, setUp } from "./setup.mjs";
import { compareSurvivors } from "./steps/compare-survivors.mjs";
import { inRoot } from "./steps/project-paths.mjs";
import { endAllOnSignal, runCommand } from "./steps/run-command.mjs";

const FOLDERS = ["rules/**/*.ts", "schedule/**/*.ts"];
const copy = inRoot(".cache", "mutation");
const report = inRoot(".cache", "reports", "mutation.json");
const stryker = inRoot(".cache", "stryker", "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
const accounted = inRoot("packages", "core", "test", "survivors.json");

/** The tests beside the code, found below `.cache` too; each file has modules of its own, as one of them holds the change. */
const VITEST_CONFIG = `export default { test: { include: ["core/test/**/*.test.ts"], exclude: [], testTimeout: 30_000 } };\n`;

function copyCore(patterns) {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  cpSync(inRoot("packages", "core"), inRoot(".cache", "mutation", "core"), { recursive: true });
  writeFileSync(inRoot(".cache", "mutation", "vitest.config.mjs"), VITEST_CONFIG);
  const config = {
    mutate: patterns.map((pattern) => `core/src/${pattern}`),
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "vitest.config.mjs" },
    coverageAnalysis: "perTest",
    inPlace: true,
    concurrency: 2,
    timeoutMS: 20_000,
    allowConsoleColors: false,
    disableTypeChecks: false,
    reporters: ["progress-append-only", "json"],
    jsonReporter: { fileName: report },
  };
  writeFileSync(inRoot(".cache", "mutation", "stryker.config.json"), JSON.stringify(config, null, 2));
}

async function mutate() {
  const failures = await setUp(["stryker"]);
  if (Object.keys(failures).length > 0) throw new Error("not everything that it needs is there");
  const patterns = process.argv.length > 2 ? process.argv.slice(2) : FOLDERS;
  copyCore(patterns);
  const { code } = await runCommand(process.execPath, [stryker, "run"], {
    cwd: copy,
    onOutput: (chunk) => process.stdout.write(chunk),
  });
  if (code !== 0) throw new Error(`Stryker ended with ${code}`);
  const { killed, survived, problems } = compareSurvivors(
    JSON.parse(readFileSync(report, "utf8")),
    JSON.parse(readFileSync(accounted, "utf8")),
  );
  for (const problem of problems) console.log(problem);
  console.log(
    `${killed} changes were noticed, ${survived} were not; ${problems.length} of them are not accounted for.`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}

endAllOnSignal();
mutate().catch(fail);
