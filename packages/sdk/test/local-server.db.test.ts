import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findLocalServer } from "@tutti/client/discovery";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Program } from "./support/program.ts";

let home = "";

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "tutti-local-"));
});

afterEach(async () => {
  await stopServer();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

/** Stops the server of this home, and waits until it is gone. */
async function stopServer(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  const server = await findLocalServer(home);
  if (server === null) return;
  process.kill(server.pid, signal);
  while (isAlive(server.pid)) await once(AbortSignal.timeout(10), "abort");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function steps(name: string, env: Record<string, string> = {}): Program {
  const files = { CALLS: join(home, `${name}-calls`), GO: join(home, `${name}-go`) };
  return new Program("steps", [], {
    TUTTI_HOME: home,
    TUTTI_SERVER_PORT: "0",
    TUTTI_LOGGING_LEVEL: "CRITICAL",
    ...files,
    ...env,
  });
}

test("two flows started at once without a server start one, and both complete", async () => {
  const programs = [steps("one"), steps("two")];
  expect(await Promise.all(programs.map((program) => program.said("result ")))).toEqual(["12", "12"]);
  expect(await Promise.all(programs.map((program) => program.ended()))).toEqual([
    { code: 0, signal: null },
    { code: 0, signal: null },
  ]);
  const server = await findLocalServer(home);
  expect(server).not.toBeNull();
  const third = steps("three");
  expect(await third.said("result ")).toBe("12");
  await third.ended();
  expect(await findLocalServer(home)).toEqual(server);
});

test("a local server that died is started anew by the run that needs it", async () => {
  const program = steps("survivor", { HOLD_AT: "5" });
  await program.said("holding");
  await stopServer("SIGKILL");
  await writeFile(join(home, "survivor-go"), "");
  expect(await program.said("result ")).toBe("12");
  expect(await findLocalServer(home)).not.toBeNull();
});

test("a local server that cannot start is told at once, with the reason", async () => {
  await writeFile(join(home, "tutti.db"), "this is no database ".repeat(500));
  const program = steps("none");
  expect((await program.ended()).code).toBe(1);
  expect(program.errors).toMatch(/The server did not start: The database cannot be read: .+not a database/);
});

test("a home that cannot be written is told, with the reason", async () => {
  const program = steps("none", { TUTTI_HOME: "/dev/null/home" });
  expect((await program.ended()).code).toBe(1);
  expect(program.errors).toContain("The home folder cannot be written: /dev/null/home (ENOTDIR");
});

test("a configured address is never started, and the error says what to do", async () => {
  const program = steps("configured", { TUTTI_API_URL: "http://127.0.0.1:9/api" });
  expect((await program.ended()).code).toBe(1);
  expect(program.errors).toContain("unreachable_server");
  expect(await findLocalServer(home)).toBeNull();
});
