import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { expect, test } from "vitest";
import { inspectDatabase } from "./support/lost-entries.ts";
import { Journal } from "./support/journal.ts";
import { startLoad } from "./support/load.ts";
import { seededRandom } from "./support/seeded-random.ts";
import { ServerProcess } from "../support/server-process.ts";

const KILLS = Number(process.env["TUTTI_TEST_KILLS"] ?? 200);
const SEED = Number(process.env["TUTTI_TEST_SEED"] ?? Date.now() % 1_000_000);
const LONGEST_LIFE_MS = 400;

test(
  `nothing acknowledged is lost when the server is killed ${KILLS} times under load (seed ${SEED})`,
  async () => {
    const home = mkdtempSync(join(tmpdir(), "tutti-kill-"));
    const random = seededRandom(SEED);
    const journal = new Journal();
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const server = await ServerProcess.start({ home, port: 0 });
        const load = startLoad(server.api, journal);
        await passed(random() * LONGEST_LIFE_MS); // the random moment of the fault, not a wait for something
        await server.end("SIGKILL");
        await load.abandon();
      }
      const last = await ServerProcess.start({ home, port: 0 });
      await last.end("SIGTERM");
      const entries = journal.entries();
      expect(inspectDatabase(join(home, "tutti.db"), entries)).toEqual({ lost: [], integrity: "ok" });
      expect(entries.length).toBeGreaterThan(KILLS);
      console.log(`${KILLS} kills, ${entries.length} acknowledged writes, 0 lost`);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
  KILLS * 6_000,
);
