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
        postReply(port, await answer(call));
      }
    }
  }

  port.on("message", (message: ToThread) => void take(message));
  post(port, { type: "ready" });
}

function postReply(port: MessagePort, reply: Reply): void {
  const [id, isOk, result] = reply;
  const bytes = isOk ? bytesOf(result) : [];
  if (bytes.length === 0) {
    post(port, { type: "replies", text: replyText(reply) });
    return;
  }
  const rest = { ...Object(result), ...Object.fromEntries(bytes.map(([field]) => [field, undefined])) };
  const message: FromThread = {
    type: "replies",
    text: replyText([id, true, rest]),
    bytes: Object.fromEntries(bytes),
  };
  port.postMessage(
    message,
    bytes.map(([, field]) => field.buffer),
  );
}

/** The fields that are bytes. */
function bytesOf(result: unknown): [field: string, Uint8Array<ArrayBuffer>][] {
  if (typeof result !== "object" || result === null || Array.isArray(result)) return [];
  return Object.entries(result).filter(
    (entry): entry is [string, Uint8Array<ArrayBuffer>] => entry[1] instanceof Uint8Array,
  );
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
