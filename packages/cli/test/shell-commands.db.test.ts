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
