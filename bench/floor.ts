// The floor: what the disk and the loopback allow on this machine, measured in the same run as what is compared to it.
import Database from "better-sqlite3";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROW_BYTES = 900;

/** Milliseconds of each of `count` bare commits: one row of a step's size, WAL, `synchronous = FULL`. */
export function bareCommits(count: number): number[] {
  const folder = mkdtempSync(join(tmpdir(), "tutti-floor-"));
  const database = new Database(join(folder, "floor.db"));
  try {
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.exec("create table step (id integer primary key, value text)");
    const insert = database.prepare("insert into step (value) values (?)");
    const value = "x".repeat(ROW_BYTES);
    insert.run(value);
    return Array.from({ length: count }, () => elapsedMs(() => insert.run(value)));
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

function elapsedMs(run: () => unknown): number {
  const startedAt = performance.now();
  run();
  return performance.now() - startedAt;
}

/** Milliseconds of each of `count` round trips of a small message over the loopback, within this process. */
export async function loopbackRoundTrips(count: number): Promise<number[]> {
  const server = createServer({ noDelay: true }, (socket) => socket.pipe(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the echo server has no port");
  const socket = connect({ port: address.port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const startedAt = performance.now();
    socket.write("ping");
    await once(socket, "data");
    samples.push(performance.now() - startedAt);
  }
  socket.destroy();
  server.close();
  return samples;
}
