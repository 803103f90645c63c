import { setTimeout } from "node:timers/promises";
import { TuttiError } from "@tutti/core/errors";
import { defineCommand } from "../command.ts";

const LEAVE_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 25;

export const serverStop = defineCommand({
  description:
    "Stops the server of this machine and home, and waits until it has finished what it accepted. Runs that are under way go on when it is back.",
  options: {},
  examples: [["tutti server stop", "wherever it was started"]],
  async run({ output, home }) {
    const { findLocalServer } = await import("@tutti/client/discovery");
    const server = await findLocalServer(home);
    if (server === null) {
      output.say(`No server is running for ${home}.`);
      return;
    }
    tellToStop(server.pid);
    const deadlineMs = performance.now() + LEAVE_WITHIN_MS;
    while (isAlive(server.pid)) {
      if (performance.now() > deadlineMs) {
        throw new TuttiError("waited_in_vain", `the server (process ${server.pid}) was told to stop and has not yet`);
      }
      await setTimeout(LOOK_EVERY_MS);
    }
    output.say(`Stopped the server at ${server.api_url.replace(/\/api$/, "")} (process ${server.pid}).`);
  },
});

function tellToStop(pid: number): void {
  try {
    process.kill(pid, "SIGTERM");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EPERM") throw new TuttiError("forbidden", `The server (process ${pid}) belongs to another user`);
    // It has left by itself in the meantime.
    if (code !== "ESRCH") throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
