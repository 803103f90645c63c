import { randomUUID } from "node:crypto";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { sampleEvent } from "../support/event-gate.ts";
import { ServerProcess } from "../support/server-process.ts";
import { SocketClient } from "../support/socket-client.ts";
import { testHome } from "../support/test-home.ts";

/** What clients were told is kept, and who waits for there to be enough of it. */
class Journal {
  readonly variables: string[] = [];
  readonly events: string[] = [];
  #onEntry: () => void = () => {};

  entered(): void {
    this.#onEntry();
  }

  async enough(): Promise<void> {
    while (this.variables.length < 20 || this.events.length < 100) {
      await new Promise<void>((resolve) => {
        this.#onEntry = resolve;
      });
    }
  }
}

/** Writes variables one after the other until the server is gone. */
async function writeVariables(url: string, journal: Journal): Promise<void> {
  for (;;) {
    const name = `v-${randomUUID()}`;
    const status = await fetch(`${url}/variables`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name, value: 1 }),
    }).then(
      (response) => response.status,
      () => null,
    );
    if (status !== 201) return;
    journal.variables.push(name);
    journal.entered();
  }
}

/** Sends events, two batches under way at any time, until the server is gone. */
async function sendEvents(url: string, journal: Journal): Promise<void> {
  const client = await SocketClient.enter(`${url.replace("http", "ws")}/events/in`, "tutti.v1");
  const sent: string[] = [];
  let acknowledged = 0;
  const send = () => {
    const events = Array.from({ length: 20 }, () => sampleEvent());
    sent.push(...events.map(({ id }) => id));
    client.send(events);
  };
  client.socket.on("message", (data: Buffer) => {
    const until = sent.indexOf(String(JSON.parse(data.toString()).ack)) + 1;
    journal.events.push(...sent.slice(acknowledged, until));
    acknowledged = until;
    journal.entered();
    send();
  });
  const closed = client.closed();
  send();
  send();
  await closed;
}

function stored(home: string, column: string, table: string): Set<unknown> {
  const database = new SqliteDatabase(join(home, "tutti.db"), { readonly: true });
  const values = database.prepare(`select ${column} from ${table}`).pluck().all();
  database.close();
  return new Set(values);
}

test.each(["SIGTERM", "SIGKILL"] as const)("%s under load loses nothing that was acknowledged", async (signal) => {
  const home = await testHome();
  const server = await ServerProcess.start(home);
  onTestFinished(async () => {
    await server.stop("SIGKILL");
  });
  const journal = new Journal();
  const writers = [1, 2, 3, 4].map(() => writeVariables(server.url, journal));
  const senders = [1, 2].map(() => sendEvents(server.url, journal));
  await journal.enough();
  const ended = await server.stop(signal);
  await Promise.all([...writers, ...senders]);
  expect(signal === "SIGTERM" ? ended.code : ended.signal).toBe(signal === "SIGTERM" ? 0 : signal);
  const keptVariables = stored(home, "name", "variable");
  expect(journal.variables.filter((name) => !keptVariables.has(name))).toEqual([]);
  const keptEvents = stored(home, "id", "event");
  expect(journal.events.filter((id) => !keptEvents.has(id))).toEqual([]);
});
