import { receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import { parseExact } from "@tutti/core/exact-json";
import { runCommand } from "../../commands/run-command.ts";
import { depsWith, type Deps } from "../../deps.ts";
import { failureText } from "../failure.ts";
import { CommandQueue, type Job } from "./command-queue.ts";
import { openWriter, type Connection } from "./connection.ts";
import { GroupCommit } from "./group-commit.ts";
import type { Call, FromThread, Reply, ThreadOptions, ToThread } from "./message.ts";
import { prepareFile } from "./prepare-file.ts";
import { openingFailure } from "./sqlite-failure.ts";

// The thread that owns the only writing connection. What is committed together: the calls that arrived while the
// commit before was under way (ARCHITECTURE.md, "The server").

function serve(port: MessagePort, connection: Connection, deps: Deps): void {
  let isWatched = false;
  let replies: Reply[] = [];
  const queue = new CommandQueue(
    new GroupCommit(connection, deps),
    ({ changes, hasWritten }) => {
      post(port, { type: "replies", text: JSON.stringify(replies), hasWritten });
      replies = [];
      if (!isWatched || changes.length === 0) return;
      post(port, { type: "changes", text: JSON.stringify(changes.flatMap((change) => change())) });
    },
    () => {
      for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
        take(next.message);
      }
    },
  );

  function take(message: ToThread): void {
    switch (message.type) {
      case "calls":
        // The other end is `SqliteStore`, which wrote these calls.
        queue.add((parseExact(message.text) as Call[]).map(jobOf));
        return;
      case "watch":
        isWatched = message.isWatched;
        return;
      case "close":
        void close();
    }
  }

  async function close(): Promise<void> {
    await queue.finish();
    connection.close();
    port.close();
  }

  function jobOf([id, name, params]: Call): Job {
    return {
      work: (tx, deps) => runCommand(name, tx, deps, params),
      settle: (answer) => {
        replies.push(answer.ok ? [id, true, answer.result] : [id, false, failureText(answer.error)]);
      },
    };
  }

  port.on("message", take);
  post(port, { type: "ready" });
}

function post(port: MessagePort, message: FromThread): void {
  port.postMessage(message);
}

/** Opens the file and answers calls until told to close; when it must not be opened, says why and ends. */
export async function runStoreThread(port: MessagePort, { path, keys, slotWaits }: ThreadOptions): Promise<void> {
  const deps = depsWith(keys, slotWaits);
  try {
    await prepareFile(path, deps);
    serve(port, openWriter(path), deps);
  } catch (error) {
    post(port, { type: "refused", failure: failureText(openingFailure(error)) });
    port.close();
  }
}
