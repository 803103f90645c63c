import { serveUntilStopped } from "@tutti/server/run-server";
import { TuttiError } from "@tutti/core/errors";
import type { FromServer } from "./server-messages.ts";

// The server of `tutti dev`. It lives as long as the channel to the process that forked it, however that one ends.

function tell(message: FromServer): void {
  process.send?.(message, () => undefined);
}

let isOver = false;
process.on("disconnect", () => {
  if (!isOver) process.kill(process.pid, "SIGTERM");
});

try {
  await serveUntilStopped(process.argv.slice(2), process.env, {
    ready: ({ origin, config }) => tell({ type: "ready", origin, databaseUrl: config.databaseUrl }),
    password: () => undefined,
  });
} catch (error) {
  if (!(error instanceof TuttiError)) throw error;
  tell({ type: "failed", code: error.code, detail: error.detail });
  process.exitCode = 1;
}
isOver = true;
if (process.connected) process.disconnect();
