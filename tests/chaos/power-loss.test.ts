import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { imageAt, writeImage } from "./power-loss/disk-image.ts";
import { ackMark, type DiskRecord, readDiskLog } from "./power-loss/disk-log.ts";
import { Journal } from "./support/journal.ts";
import { startLoad } from "./support/load.ts";
import { inspectDatabase } from "./support/lost-entries.ts";
import { seededRandom } from "./support/seeded-random.ts";
import { ServerProcess } from "../support/server-process.ts";

const IMAGES = Number(process.env["TUTTI_TEST_IMAGES"] ?? 100);
const SEED = Number(process.env["TUTTI_TEST_SEED"] ?? Date.now() % 1_000_000);
const ENTRIES = 3000;

const folder = mkdtempSync(join(tmpdir(), "tutti-power-"));
const home = join(folder, "home");
const shim = join(folder, "disk-log.so");
const logFile = join(folder, "disk.log");
let log: DiskRecord[] = [];

/** Runs the real server on a logged disk until clients hold `ENTRIES` acknowledgements. */
async function recordTraffic(): Promise<void> {
  const env = { LD_PRELOAD: shim, DISK_LOG_DIR: home, DISK_LOG_FILE: logFile };
  const server = await ServerProcess.start({ home, port: 0, env });
  const enough = Promise.withResolvers<void>();
  let count = 0;
  const journal = new Journal((entry) => {
    appendFileSync(logFile, ackMark(entry));
    count += 1;
    if (count === ENTRIES) enough.resolve();
  });
  const load = startLoad(server.api, journal);
  await enough.promise;
  await load.stop();
  await server.end("SIGTERM");
}

beforeAll(async () => {
  mkdirSync(home);
  const source = fileURLToPath(new URL("power-loss/disk-log.c", import.meta.url));
  execFileSync("cc", ["-shared", "-fPIC", "-O2", "-o", shim, source, "-ldl", "-lpthread"]);
  await recordTraffic();
  log = readDiskLog(logFile);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The first position at which the database has its tables: before it, nothing can have been acknowledged. */
function firstAcknowledgement(): number {
  return log.findIndex((record) => record.op === "ack");
}

test(
  `nothing acknowledged is lost, nothing is corrupt, in ${IMAGES} power failures (seed ${SEED})`,
  () => {
    const random = seededRandom(SEED);
    const first = firstAcknowledgement();
    const findings = Array.from({ length: IMAGES }, (_, index) => {
      const cut = first + 1 + Math.floor(random() * (log.length - first));
      const image = imageAt(log, cut, random);
      const target = join(folder, `image-${index}`);
      writeImage(image, target);
      const found = inspectDatabase(join(target, "tutti.db"), image.acknowledged);
      rmSync(target, { recursive: true });
      return { cut, ...found };
    });
    expect(findings.filter(({ lost, integrity }) => lost.length > 0 || integrity !== "ok")).toEqual([]);
  },
  IMAGES * 5_000,
);

test("the images can tell: without its synchronisations the same log loses acknowledged writes", () => {
  const random = seededRandom(SEED);
  const unsynced = log.filter((record) => record.op !== "sync");
  const target = join(folder, "image-unsynced");
  const isHarmed = Array.from({ length: 10 }, () => {
    const image = imageAt(unsynced, unsynced.length - Math.floor(random() * 100), random);
    writeImage(image, target);
    try {
      const found = inspectDatabase(join(target, "tutti.db"), image.acknowledged);
      return found.lost.length > 0 || found.integrity !== "ok";
    } catch {
      return true; // not a database any more
    } finally {
      rmSync(target, { recursive: true });
    }
  });
  expect(isHarmed).toContain(true);
});
