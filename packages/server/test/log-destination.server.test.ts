import { fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { testHome } from "./support/test-home.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

test("a server whose log cannot be written serves on", async () => {
  const full = openSync("/dev/full", "w");
  const env = { PATH: process.env.PATH, TUTTI_HOME: await testHome(), TUTTI_LOG_LEVEL: "info" };
  const child = fork(MAIN, ["--port", "0"], { env, stdio: ["ignore", "ignore", full, "ipc"] });
  const exited = once(child, "exit");
  const died = exited.then((how) => Promise.reject(new Error(`the server ended: ${how.join()}`)));
  died.catch(() => undefined);
  try {
    const [{ url }] = (await Promise.race([once(child, "message"), died])) as [{ url: string }];
    const statuses = [await fetch(`${url}/health`), await fetch(`${url}/nothing`)].map(({ status }) => status);
    expect(statuses).toEqual([200, 404]);
  } finally {
    child.kill();
    closeSync(full);
  }
  expect(await exited).toEqual([0, null]);
});
