import { instant, parseInstant } from "@tutti/core/instant";
import { matchesLog } from "@tutti/core/matches-log";
import type { LiveChange } from "@tutti/core/wire/live";
import { logFilter, type Log, type LogFilter } from "@tutti/core/wire/log";
import type { WebSocket } from "ws";
import type { Store } from "../store/store.ts";
import { awaitFilter } from "./filter-message.ts";
import { Outbox } from "./outbox.ts";

/** `/api/logs/out`: the logs that this server keeps from now on, as they are committed. */
export function serveLogsOut(socket: WebSocket, store: Store): void {
  awaitFilter(socket, logFilter, ({ filter }) => {
    const outbox = new Outbox(socket);
    const leave = store.onChanges((changes) => {
      for (const log of changes.flatMap(logsOf)) {
        if (isWanted(filter, log)) outbox.offer(JSON.stringify({ type: "log", log }));
      }
    });
    socket.once("close", leave);
  });
}

function logsOf(change: LiveChange): readonly Log[] {
  return change.kind === "logs" ? change.logs : [];
}

function isWanted(filter: LogFilter, log: Log): boolean {
  return matchesLog(filter, { ...log, timestamp: parseInstant(log.timestamp) ?? instant(0) });
}
