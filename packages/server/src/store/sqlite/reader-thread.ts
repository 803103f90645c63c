import type { MessagePort } from "node:worker_threads";
import { ApiError } from "@tutti/core/errors";
import { parseExact } from "@tutti/core/exact-json";
import { depsWith } from "../../deps.ts";
import { failureText, messageOf } from "../failure.ts";
import { runQuery } from "../queries/run-query.ts";
import { openReader } from "./connection.ts";
import type { Call, FromThread, Reply, ThreadOptions, ToThread } from "./message.ts";
import { kyselyOver } from "./sqlite-dialect.ts";
import { sqliteFailure } from "./sqlite-failure.ts";

// One of the threads that read. Each read is a transaction of its own: one view of the database, however many
// statements it takes.

/** Answers reads until told to close. */
export function runReaderThread(port: MessagePort, { path, keys, slotWaits }: ThreadOptions): void {
  const deps = depsWith(keys, slotWaits);
  const connection = openReader(path);
  const db = kyselyOver(connection);

  async function answer([id, name, params]: Call): Promise<Reply> {
    try {
      return [id, true, await db.transaction().execute((view) => runQuery(name, view, deps, params))];
    } catch (error) {
      return [id, false, failureText(sqliteFailure(error))];
    }
  }

  async function take(message: ToThread): Promise<void> {
    if (message.type === "close") {
      connection.close();
      port.close();
    } else if (message.type === "calls") {
      // The other end is `ReaderPool`, which wrote these calls.
      for (const call of parseExact(message.text) as Call[]) {
        post(port, { type: "replies", text: replyText(await answer(call)) });
      }
    }
  }

  port.on("message", (message: ToThread) => void take(message));
  post(port, { type: "ready" });
}

/** An answer may be larger than any text can be. */
function replyText(reply: Reply): string {
  try {
    return JSON.stringify([reply]);
  } catch (error) {
    const [id] = reply;
    const tooLarge = new ApiError("too_large", `the answer (${messageOf(error)}); ask for fewer at a time`);
    return JSON.stringify([[id, false, failureText(tooLarge)] satisfies Reply]);
  }
}

function post(port: MessagePort, message: FromThread): void {
  port.postMessage(message);
}
