import { instant, parseInstant } from "@tutti/core/instant";
import { matchesLog } from "@tutti/core/matches-log";
import { logFilter, type Log, type LogFilter } from "@tutti/core/wire/log";
import type { FastifyBaseLogger } from "fastify";
import type { WebSocket } from "ws";
import type { LogFeed } from "../store/log-feed.ts";
import { awaitFilter } from "./filter-message.ts";
import { Outbox } from "./outbox.ts";

const TRY_AGAIN_LATER = 1013;

/** `/api/logs/out`: the logs that are kept from now on, by whatever server of the database, as they are committed. */
export function serveLogsOut(socket: WebSocket, feed: LogFeed, logger: FastifyBaseLogger): void {
  awaitFilter(socket, logFilter, ({ filter }) => {
    void stream(socket, filter, feed).catch((error: unknown) => {
      logger.error({ err: error }, "a stream of logs failed");
      socket.close(TRY_AGAIN_LATER, "The logs could not be read");
    });
  });
}

async function stream(socket: WebSocket, filter: LogFilter, feed: LogFeed): Promise<void> {
  const outbox = new Outbox(socket);
  const leave = await feed.follow((logs) => {
    for (const log of logs) if (isWanted(filter, log)) outbox.offer(JSON.stringify({ type: "log", log }));
  });
  socket.once("close", leave);
  if (socket.readyState !== socket.OPEN) leave();
}

function isWanted(filter: LogFilter, log: Log): boolean {
  return matchesLog(filter, { ...log, timestamp: parseInstant(log.timestamp) ?? instant(0) });
}
