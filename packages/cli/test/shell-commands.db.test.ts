import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();

test("a shell command is a run: its output is logged, and its outcome is the exit code", async () => {
  const watch = (...args: string[]) => cli.run("shell", "watch", ...args);
  const good = await watch("echo out; echo err >&2", "--flow-run-name", "good", "--tag", "nightly");
  expect(good).toMatchObject({ code: 0, stdout: "out\n" });
  expect(good.stderr).toContain("err\n");
  const bad = await watch("exit 3", "--flow-name", "by hand", "--flow-run-name", "bad");
  expect(bad).toMatchObject({ code: 1, stdout: "" });
  expect(bad.stderr).toContain("The command ended with exit code 3: exit 3\n");
  expect(await cli.json("flow-run", "ls", "--flow-name", "Shell Command")).toMatchObject([
    { name: "good", state_type: "COMPLETED", tags: ["nightly"] },
  ]);
  expect(await cli.json("flow-run", "ls", "--flow-name", "by hand")).toMatchObject([
    { name: "bad", state_type: "FAILED" },
  ]);
  const logs = Object(await cli.json("flow-run", "logs", "good")).map((log: { level: number; message: string }) => [
    log.level,
    log.message,
  ]);
  expect(logs).toEqual(
    expect.arrayContaining([
      [20, "out"],
      [40, "err"],
    ]),
  );
});

test("a shell command is served: its runs are executed in its folder until it is told to stop", async () => {
  const serving = cli.start("shell", "serve", "pwd; echo $0", "--flow-name", "by clock", "--deployment-name", "pwd");
  const said = createInterface(serving.stderr)[Symbol.asyncIterator]();
  for (let line = await said.next(); !String(line.value).includes("Serving 'by clock/pwd'"); line = await said.next());
  const ran = await cli.run("deployment", "run", "by clock/pwd", "--watch", "--flow-run-name", "served");
  expect(ran).toMatchObject({ code: 0 });
  // Its lines may be kept a moment after its end.
  await expect
    .poll(() => cli.json("flow-run", "logs", "served"))
    .toContainEqual(expect.objectContaining({ message: process.cwd() }));
  serving.stderr.resume();
  serving.kill("SIGINT");
  expect(await once(serving, "exit")).toEqual([0, null]);
});

test("a shell command may be served once; a served one needs a name, and a schedule that can be", async () => {
  const serve = (...args: string[]) => cli.run("shell", "serve", "echo once", ...args);
  const schedule = ["--cron-schedule", "0 3 * * *", "--timezone", "Europe/Berlin"];
  expect(await serve("--flow-name", "nightly", "--run-once", ...schedule)).toMatchObject({ code: 0 });
  expect(await cli.json("deployment", "schedule", "ls", "nightly/CLI Runner Deployment")).toMatchObject([
    { active: true, schedule: { cron: "0 3 * * *", timezone: "Europe/Berlin" } },
  ]);
  expect(await serve()).toMatchObject({ code: 2, stderr: expect.stringContaining("--flow-name") });
  expect(await serve("--flow-name", "x", "--cron-schedule", "99 * * * *")).toMatchObject({ code: 2 });
});
