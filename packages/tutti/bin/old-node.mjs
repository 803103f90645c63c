import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Runs the program again on the Node that a clone of the repository brings along; elsewhere says which Node is needed. */
export async function runOnOwnNode(program, needed) {
  const node = ownNode(program);
  if (node === null) {
    process.stderr.write(
      `Error: Tutti needs Node ${needed} or newer, and this is ${process.version}. Get one at https://nodejs.org\n`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [fileURLToPath(program), ...process.argv.slice(2)], { stdio: "inherit" });
  // Ctrl-C reaches both; the child decides what it means.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (signal !== null) {
        process.removeAllListeners(signal);
        process.kill(process.pid, signal);
      }
      process.exitCode = code === null ? 1 : code;
      resolve();
    });
  });
}

function ownNode(program) {
  if (!existsSync(new URL("../../cli/src/main.ts", program))) return null;
  const isWindows = process.platform === "win32";
  const platform = isWindows ? "win" : process.platform;
  const file = `node_modules/node-${platform}-${process.arch}/bin/node${isWindows ? ".exe" : ""}`;
  const url = new URL(`../../../${file}`, program);
  return existsSync(url) ? fileURLToPath(url) : null;
}
