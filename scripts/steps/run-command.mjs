import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { inRoot, root } from "./project-paths.mjs";

/** The environment in which `node` and every tool are the repository's own. */
export function projectEnvironment(extra = {}) {
  return { ...process.env, PATH: `${inRoot("node_modules", ".bin")}${delimiter}${process.env.PATH}`, ...extra };
}

/** The environment without the repository's `node`, for the command that replaces `node_modules`. */
export function machineEnvironment() {
  const parts = (process.env.PATH ?? "").split(delimiter);
  return { ...process.env, PATH: parts.filter((part) => !part.includes(join("node_modules", ".bin"))).join(delimiter) };
}

/** Ends a child and everything it started. */
export function endGroup(child, signal = "SIGTERM") {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

const running = new Set();

/** On Ctrl-C nothing that a script started may stay behind. */
export function endAllOnSignal() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(signal, () => {
      for (const child of running) endGroup(child);
      process.exit(signal === "SIGINT" ? 130 : 143);
    });
  }
}

/**
 * Starts a command in its own process group, so that its children end with it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export function startCommand(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: projectEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    ...options,
  });
  running.add(child);
  child.once("close", () => running.delete(child));
  return child;
}

/**
 * Runs a command to its end and answers `{ code, output }`; never throws for a non-zero exit. A missing program has
 * code 127. `timeoutMs` ends the whole group, with code 124.
 */
export function runCommand(command, args, { timeoutMs, onOutput, ...options } = {}) {
  return new Promise((resolve) => {
    const child = startCommand(command, args, options);
    const chunks = [];
    let isTimedOut = false;
    const collect = (chunk) => {
      chunks.push(chunk);
      onOutput?.(chunk);
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    const timer =
      timeoutMs &&
      setTimeout(() => {
        isTimedOut = true;
        endGroup(child, "SIGKILL");
      }, timeoutMs);
    const finish = (code, extra = "") => {
      clearTimeout(timer);
      resolve({ code, output: Buffer.concat(chunks).toString("utf8") + extra });
    };
    child.once("error", (error) => finish(127, error.message));
    child.once("close", (code, signal) => {
      if (isTimedOut) finish(124, `\n${command} did not end within ${timeoutMs / 1000} s\n`);
      else finish(code ?? 1, signal ? `\n${command} was ended by ${signal}\n` : "");
    });
  });
}
