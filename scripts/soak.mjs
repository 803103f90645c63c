// The reliability tests with the counts of a soak: many hours in all. It goes part by part, and each part turn by turn; what is
// done is kept in .cache/soak.json, and the next `npm run soak` goes on from there. `--only faults,images` is for some of
// the parts, `--times 0.01` for a hundredth of each, `--again` forgets what was done.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { fail, setUp } from "./setup.mjs";
import { inRoot } from "./steps/project-paths.mjs";
import { endAllOnSignal } from "./steps/run-command.mjs";
import { soakParts } from "./steps/soak-parts.mjs";
import { runVitest } from "./steps/vitest-suite.mjs";

const DAY_MS = 24 * 60 * 60 * 1000;
const PROGRESS = inRoot(".cache", "soak.json");

function readOptions() {
  const { values } = parseArgs({
    options: { only: { type: "string" }, times: { type: "string" }, again: { type: "boolean" } },
  });
  const names = values.only?.split(",") ?? Object.keys(soakParts);
  const unknown = names.filter((name) => !(name in soakParts));
  if (unknown.length > 0) {
    throw new Error(`no part is named ${unknown.join(", ")}; there are ${Object.keys(soakParts).join(", ")}`);
  }
  const times = Number(values.times ?? 1);
  if (!(times > 0)) throw new Error(`--times is a number above 0, not ${values.times}`);
  return { names, times, isAgain: values.again === true };
}

/** How much of each part is done. */
function readProgress() {
  return existsSync(PROGRESS) ? JSON.parse(readFileSync(PROGRESS, "utf8")) : {};
}

function keepProgress(progress) {
  mkdirSync(inRoot(".cache"), { recursive: true });
  writeFileSync(PROGRESS, JSON.stringify(progress, null, 2));
}

/** Does what is left of a part, until something fails. Answers whether nothing did. */
async function soakPart(name, times, progress) {
  const { what, turn, environment, project, files } = soakParts[name];
  const total = Math.max(1, Math.round(soakParts[name].total * times));
  while ((progress[name]?.done ?? 0) < total) {
    const { done, seconds } = progress[name] ?? { done: 0, seconds: 0 };
    const count = Math.min(turn, total - done);
    Object.assign(process.env, environment(count));
    const began = performance.now();
    const result = await runVitest(project, {
      args: files,
      timeoutMs: DAY_MS,
      onOutput: (chunk) => process.stdout.write(chunk),
    });
    if (result.failed > 0) {
      console.log(`✗ ${name}: failed after ${done} of ${total} ${what}`);
      return false;
    }
    progress[name] = { done: done + count, seconds: Math.round(seconds + (performance.now() - began) / 1000) };
    keepProgress(progress);
    console.log(`── ${name}: ${progress[name].done} of ${total} ${what}, in ${progress[name].seconds} s`);
  }
  console.log(`✓ ${name}: ${progress[name].done} ${what}, in ${progress[name].seconds} s`);
  return true;
}

async function soak() {
  const { names, times, isAgain } = readOptions();
  const failures = await setUp(["postgres", "compiler"]);
  if (Object.keys(failures).length > 0) throw new Error("not everything that it needs is there");
  const progress = readProgress();
  if (isAgain) for (const name of names) delete progress[name];
  let failed = 0;
  for (const name of names) if (!(await soakPart(name, times, progress))) failed += 1;
  console.log(`${names.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

endAllOnSignal();
soak().catch(fail);
