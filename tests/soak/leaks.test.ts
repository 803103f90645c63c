import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { expect, test } from "vitest";
import { Journal } from "../chaos/support/journal.ts";
import { startLoad } from "../chaos/support/load.ts";
import { type Vitals, WatchedServer } from "./support/server-vitals.ts";

const SECONDS = Number(process.env["TUTTI_TEST_LEAK_SECONDS"] ?? 3600);
const ROUND_MS = 20_000;
const MEGABYTE = 1024 * 1024;
/** Caches fill in the beginning. */
const WARM_UP = 0.25;

/** How fast it grows, in units an hour, by least squares. */
function growthPerHour(values: readonly { at: number; value: number }[]): number {
  const mean = (pick: (entry: { at: number; value: number }) => number) =>
    values.reduce((sum, entry) => sum + pick(entry), 0) / values.length;
  const [at, value] = [mean((entry) => entry.at), mean((entry) => entry.value)];
  const covariance = mean((entry) => (entry.at - at) * (entry.value - value));
  const variance = mean((entry) => (entry.at - at) ** 2);
  return (covariance / variance) * 3_600_000;
}

test(
  `a server under load for ${SECONDS} s keeps its heap, its files and its write-ahead log as they are`,
  { timeout: SECONDS * 2000 + 300_000 },
  async () => {
    const home = mkdtempSync(join(tmpdir(), "tutti-leaks-"));
    const watched = await WatchedServer.start(home);
    const rounds: (Vitals & { at: number; writes: number })[] = [];
    try {
      const began = performance.now();
      do {
        const journal = new Journal();
        const load = startLoad(watched.server.api, journal);
        await passed(ROUND_MS);
        await load.stop();
        const writes = journal.entries().length;
        rounds.push({ at: performance.now() - began, writes, ...(await watched.vitals()) });
        const { heapBytes, openFiles, walBytes } = rounds.at(-1) ?? (await watched.vitals());
        const size = (bytes: number) => `${(bytes / MEGABYTE).toFixed(2)} MB`;
        console.log(
          `${Math.round((performance.now() - began) / 1000)} s: heap ${size(heapBytes)}, ${openFiles} files, WAL ${size(walBytes)}, ${writes} writes`,
        );
      } while (performance.now() - began < SECONDS * 1000);
      const settled = rounds.slice(Math.ceil(rounds.length * WARM_UP));
      const heap = growthPerHour(settled.map(({ at, heapBytes }) => ({ at, value: heapBytes }))) / MEGABYTE;
      const files = settled.map(({ openFiles }) => openFiles);
      const walBytes = Math.max(...settled.map((vitals) => vitals.walBytes));
      console.log(`heap grows by ${heap.toFixed(2)} MB an hour`);
      expect(heap).toBeLessThan(1);
      expect(Math.max(...files) - Math.min(...files)).toBeLessThan(10);
      expect(walBytes).toBeLessThan(64 * MEGABYTE);
    } finally {
      await watched.server.end("SIGTERM");
      rmSync(home, { recursive: true });
    }
  },
);
