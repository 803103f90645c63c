import { execFile } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { ProjectFolder } from "./support/project-folder.ts";

const cli = new CliServer();
const folder = new ProjectFolder({
  "tasks.ts": `
    import { task } from "tutti";
    export const double = task(async function double(n: number) { return 2 * n; });
    export const halve = task(async function halve(n: number) { return n / 2; });
    if (import.meta.main) {
      const runs = [await double.delay(4), await halve.delay(4)];
      const results = await Promise.all(runs.map((run) => run.result({ timeoutSeconds: 60 })));
      process.stdout.write(JSON.stringify(results) + "\\n");
    }
  `,
  "none.ts": "export const nothing = 1;",
  "commonjs/package.json": JSON.stringify({ type: "commonjs" }),
  "commonjs/tasks.ts": `import { flow, task } from "tutti";
    export const double = task(async function double(n: number) { return 2 * n; });
    export const twice = flow(async function twice() {});`,
});

test("the tasks of a file are served until it is told to stop", async () => {
  const serving = cli.start("task", "serve", `${folder.path}/tasks.ts`, "--limit", "2");
  const said = createInterface(serving.stderr)[Symbol.asyncIterator]();
  for (let line = await said.next(); !String(line.value).includes("Waiting for task runs"); line = await said.next());
  const env = { ...process.env, ...cli.env };
  const { stdout } = await promisify(execFile)(process.execPath, [`${folder.path}/tasks.ts`], { env });
  expect(stdout).toBe("[8,2]\n");
  serving.stderr.resume();
  serving.kill("SIGINT");
  expect(await once(serving, "exit")).toEqual([0, null]);
});

test("what cannot be served says why", async () => {
  const serve = (...args: string[]) => cli.run("task", "serve", ...args);
  expect(await serve()).toMatchObject({ code: 2, stderr: expect.stringContaining("Which tasks?") });
  const inFile = async (entrypoint: string) => (await serve(`${folder.path}/${entrypoint}`)).stderr;
  expect(await inFile("commonjs/tasks.ts")).toContain("npm pkg set type=module");
  const deployed = await cli.run("flow", "serve", `${folder.path}/commonjs/tasks.ts:twice`);
  expect(deployed).toMatchObject({ code: 1, stderr: expect.stringContaining("npm pkg set type=module") });
  expect(await inFile("tasks.ts:doubel")).toContain("Its tasks are double, halve. Did you mean double?");
  expect(await inFile("none.ts")).toContain("The task cannot be found: ");
  expect(await inFile("none.ts")).toContain(
    "exports no task\n  Fix: Name a file, or a file and a task that it exports",
  );
  expect(await inFile("tasks.py:double")).toContain("prefect task serve");
  expect(await inFile("missing.ts")).toContain("there is no file");
});
