import { once } from "node:events";
import { parseArgs } from "node:util";
import { fail, setUp } from "./setup.mjs";
import { openServer } from "./steps/demo-server.mjs";
import { findNode } from "./steps/find-node.mjs";
import { inRoot } from "./steps/project-paths.mjs";
import { endGroup, projectEnvironment, startCommand } from "./steps/run-command.mjs";
import { findRun, summarise } from "./steps/run-summary.mjs";

const FLOW = { program: "examples/taxi/orchestrate.ts", name: "main-flow" };

const say = (text) => console.log(`· ${text}`);

/** Resolves at the first Ctrl-C, and keeps it from ending this process before what it started has ended. */
function interruption() {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => resolve(signal));
  });
}

/** Runs the flow with its log on this terminal; answers its exit code. */
async function runFlow(node, api, args, interrupted) {
  const child = startCommand(node, [inRoot(FLOW.program), ...args], {
    env: projectEnvironment({ TUTTI_API_URL: api }),
    stdio: ["ignore", "inherit", "inherit"],
  });
  interrupted.then(() => endGroup(child, "SIGINT"));
  const [code] = await once(child, "exit");
  return code ?? 1;
}

async function demonstrate(server, node, { stays, args }, interrupted) {
  say(`dashboard: ${server.api.replace(/\/api$/, "")}/dashboard`);
  const began = new Date();
  const code = await runFlow(node, server.api, args, interrupted);
  const run = await findRun(server.api, FLOW.name, began);
  console.log("");
  if (run) for (const line of await summarise(server.api, run)) console.log(line);
  if (stays && !(await isSettled(interrupted))) {
    console.log("\nThe server stays up until Ctrl-C.");
    await interrupted;
  }
  return code;
}

const isSettled = (promise) => Promise.race([promise.then(() => true), Promise.resolve(false)]);

async function main() {
  const { values, positionals } = parseArgs({
    options: { exit: { type: "boolean" }, "train-path": { type: "string" }, "val-path": { type: "string" } },
    allowPositionals: true,
  });
  const args = [
    ...["train-path", "val-path"].flatMap((name) => (values[name] ? [`--${name}`, values[name]] : [])),
    ...positionals,
  ];
  const failures = await setUp(["dashboard"]);
  if (failures.dashboard) throw new Error("the dashboard could not be built");
  const node = findNode();
  const interrupted = interruption();
  const server = await openServer(node, say);
  try {
    const stays = !values.exit && process.stdout.isTTY;
    process.exitCode = await demonstrate(server, node, { stays, args }, interrupted);
  } finally {
    await server.stop();
  }
}

main().catch(fail);
