import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findLocalServer } from "@tutti/client/discovery";
import { afterEach, beforeEach, expect, test } from "vitest";
import { projectFolder } from "./support/project-folder.ts";
import { CLI, cliEnvironment, runCli } from "./support/run-cli.ts";
import { Terminal } from "./support/terminal.ts";

let home = "";

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "tutti-dev-"));
});

afterEach(async () => {
  await runCli(["server", "stop"], { env: { TUTTI_HOME: home } });
  await rm(home, { recursive: true, maxRetries: 5 });
});

const hello = (word: string) => `
  import { flow } from "tutti";
  export const greetAll = flow({ logPrints: true }, async function greetAll() { console.log("${word} all"); });
`;

/** `tutti dev` without a terminal; `sees` resolves when a line of it holds the text. */
function startDev(cwd: string, ...args: string[]): { child: ChildProcess; sees: (text: string) => Promise<void> } {
  const child = spawn(process.execPath, [CLI, "dev", "--port", "0", ...args], {
    cwd,
    env: cliEnvironment({ TUTTI_HOME: home }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const change = new EventTarget();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on("line", (line) => {
      lines.push(line);
      change.dispatchEvent(new Event("line"));
    });
  }
  const ended = once(child, "exit").then(() => Promise.reject(new Error(`it ended:\n${lines.join("\n")}`)));
  ended.catch(() => undefined);
  const sees = async (text: string) => {
    while (!lines.some((line) => line.includes(text))) await Promise.race([once(change, "line"), ended]);
  };
  return { child, sees };
}

test("on a terminal one command serves a folder: a key runs a flow, a saved file is what runs next, Ctrl-C ends all", async () => {
  await using folder = await projectFolder({ "flows/hello.ts": hello("hello") });
  await using terminal = new Terminal(["dev", "--port", "0"], { cwd: folder.path, env: { TUTTI_HOME: home } });
  await terminal.sees("/dashboard");
  await terminal.sees("greet-all/dev  flows/hello.ts:greetAll");
  await terminal.sees("1 run greet-all/dev · o open the dashboard · d deploy again · h help · q quit");
  terminal.type("1");
  await terminal.sees("is on its way: http://127.0.0.1:");
  await terminal.sees("hello all");
  await terminal.sees("Finished in state Completed");
  await folder.write({ "flows/hello.ts": hello("goodbye") });
  await terminal.sees("flows/hello.ts changed: deployed greet-all/dev");
  terminal.type("1");
  await terminal.sees("goodbye all");
  await terminal.sees("Finished in state Completed");
  await folder.write({ "more/other.ts": hello("other").replaceAll("greetAll", "other") });
  await terminal.sees("deployed other/dev");
  await folder.write({ "more/other.ts": "export const other = flow(" });
  await terminal.sees("Error: more/other.ts:other: The flow's file cannot be loaded");
  terminal.type("\u0003");
  await terminal.sees("Stopped.");
  expect(await terminal.end()).toMatchObject({ code: 0 });
  expect(await findLocalServer(home)).toBeNull();
});

test("without one it serves until a signal; its database may be a file of the folder, and the dashboard left out", async () => {
  await using folder = await projectFolder({});
  const { child, sees } = startDev(folder.path, "--db-filename", "dev.db", "--headless", "-p", "mine");
  await sees("No flow was found in");
  const server = await findLocalServer(home);
  const origin = server?.api_url.replace(/\/api$/, "") ?? "";
  expect((await fetch(`${origin}/dashboard`)).status).toBe(404);
  await folder.write({ "hello.ts": hello("hello") });
  await sees("hello.ts changed: deployed greet-all/dev");
  const ran = await runCli(["deployment", "run", "greet-all/dev", "--watch"], { env: { TUTTI_HOME: home } });
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stderr).not.toContain("No worker");
  await sees("hello all");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  await access(join(folder.path, "dev.db"));
  expect(await findLocalServer(home)).toBeNull();
});

test("what the project's files describe is there too: of this code, for this pool, under a name of its own, resting", async () => {
  const described = (tag: string) => `
deployments:
  - name: nightly
    entrypoint: hello.ts:greetAll
    tags: [${tag}]
    schedules: [{ cron: 0 3 * * * }]
    work_pool: { name: zoompool, work_queue_name: high, job_variables: { image: "x:1", env: { WHO: me } } }
`;
  await using folder = await projectFolder({ "hello.ts": hello("hello"), "tutti.yaml": described("first") });
  const { child, sees } = startDev(folder.path);
  await sees("greet-all/nightly-dev");
  const inspected = await runCli(["deployment", "inspect", "greet-all/nightly-dev", "-o", "json"], {
    env: { TUTTI_HOME: home },
  });
  expect(JSON.parse(inspected.stdout)).toMatchObject({
    name: "nightly-dev",
    work_pool_name: "dev",
    work_queue_name: "default",
    tags: ["first", "dev"],
    job_variables: { env: { WHO: "me" }, command: "tutti flow-run execute" },
    schedules: [{ active: false, schedule: { cron: "0 3 * * *" } }],
  });
  await folder.write({ "tutti.yaml": described("second") });
  await sees("tutti.yaml changed: deployed greet-all/nightly-dev");
  await folder.write({ "tutti.yaml": "deployments: [{ name: nightly, entrypont: hello.ts:greetAll }]" });
  await sees("the project's files: Invalid project file");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("its server ends when it is killed, and one that runs before is used and left alone", async () => {
  await using folder = await projectFolder({ "hello.ts": hello("hello") });
  const killed = startDev(folder.path);
  await killed.sees("To run it now");
  const server = await findLocalServer(home);
  killed.child.kill("SIGKILL");
  while ((await findLocalServer(home)) !== null) await once(AbortSignal.timeout(20), "abort");
  await runCli(["server", "start", "-b", "--port", "0"], { env: { TUTTI_HOME: home } });
  const before = await findLocalServer(home);
  expect(before?.pid).not.toBe(server?.pid);
  const second = startDev(folder.path);
  await second.sees("This server ran already.");
  await second.sees("To run it now");
  second.child.kill("SIGINT");
  expect(await once(second.child, "exit")).toEqual([0, null]);
  expect(await findLocalServer(home)).toEqual(before);
});
