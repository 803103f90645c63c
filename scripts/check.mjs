import { fail, setUp } from "./setup.mjs";
import { endAllOnSignal, runCommand } from "./steps/run-command.mjs";
import { runStaticCheck } from "./steps/static-checks.mjs";

/** The fast loop: everything that can be said without starting a server. All of it runs, even when one part fails. */
async function unit() {
  const { code, output } = await runCommand("vitest", ["run", "--project", "unit", "--reporter=dot"], {
    timeoutMs: 900_000,
  });
  return { failed: code === 0 ? 0 : 1, output };
}

async function timed(name, work) {
  const began = performance.now();
  const result = await work();
  return { name, ...result, seconds: ((performance.now() - began) / 1000).toFixed(1) };
}

async function main() {
  await setUp(["dependencies"]);
  const [first, second] = await Promise.all([
    // Two lanes for two cores: the tests beside everything else.
    timed("unit", unit).then((result) => [result]),
    (async () => {
      const results = [];
      for (const name of ["format", "types", "lint"]) results.push(await timed(name, () => runStaticCheck(name)));
      return results;
    })(),
  ]);
  const results = [...second, ...first];
  for (const { failed, name, output } of results) if (failed) console.log(`── ${name}\n${output}`);
  for (const { failed, name, seconds } of results) console.log(`${failed ? "✗" : "✓"} ${name} (${seconds} s)`);
  process.exitCode = results.some(({ failed }) => failed) ? 1 : 0;
}

endAllOnSignal();
main().catch(fail);
