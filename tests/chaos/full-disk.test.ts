import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Journal } from "./support/journal.ts";
import { inspectDatabase } from "./support/lost-entries.ts";
import { ServerProcess } from "../support/server-process.ts";

const DISK_BYTES = 24 * 1024 * 1024;
const BATCH = 50;

/** Writes one batch of logs and journals it when it was accepted. Answers the status. */
async function writeBatch(api: string, journal: Journal): Promise<number> {
  const messages = Array.from({ length: BATCH }, () => `${crypto.randomUUID()}${"x".repeat(2000)}`);
  const timestamp = new Date().toISOString();
  const logs = messages.map((message) => ({ name: "full", level: 20, message, timestamp }));
  const body = JSON.stringify(logs);
  const response = await fetch(`${api}/logs/`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json" },
  });
  await response.text();
  if (response.ok) for (const message of messages) journal.log(message);
  return response.status;
}

async function writeUntil(status: number, api: string, journal: Journal): Promise<number[]> {
  const statuses = new Set<number>();
  for (let batch = 0; batch < 1000; batch += 1) {
    const answered = await writeBatch(api, journal);
    statuses.add(answered);
    if (answered === status) return [...statuses];
  }
  throw new Error(`no write was answered ${status}, but ${[...statuses].join(", ")}`);
}

test("a full disk is answered 503 and never a false success, and writing goes on when space returns", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tutti-full-"));
  const disk = join(folder, "disk");
  mkdirSync(disk);
  const server = await ServerProcess.start({ home: disk, port: 0, tmpfsBytes: DISK_BYTES });
  const seen = server.pathOf(disk);
  const ballast = join(seen, "ballast");
  const journal = new Journal();
  try {
    const { bavail, bsize } = statfsSync(seen);
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 6 * 1024 * 1024));
    expect(await writeUntil(503, server.api, journal)).toEqual([201, 503]);
    expect(await writeBatch(server.api, journal)).toBe(503);
    truncateSync(ballast, 0);
    expect(await writeUntil(201, server.api, journal)).toContain(201);
    // SQLite would follow the path back to this side of the private disk, so it gets a copy; nobody writes now.
    const copy = join(folder, "copy.db");
    for (const suffix of ["", "-wal"]) copyFileSync(join(seen, `tutti.db${suffix}`), `${copy}${suffix}`);
    expect(inspectDatabase(copy, journal.entries())).toEqual({ lost: [], integrity: "ok" });
  } finally {
    await server.end("SIGTERM");
    rmSync(folder, { recursive: true });
  }
});
