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
/** A life is as long as what is written in it, so that a busy machine sees no fewer writes than an idle one. */
const MOST_WRITES_OF_A_LIFE = 400;
const LATEST_MS = 20;
/** A start mostly waits, for disks and for one thread after the other: meanwhile another home's server lives. */
const HOMES = 3;

/** A home whose server is killed and comes back, and what its clients were told is safe. */
class Home {
  readonly folder = mkdtempSync(join(tmpdir(), "tutti-kill-"));
  readonly journal = new Journal(() => this.#entered());
  writes = 0;
  #enough = { writes: Number.POSITIVE_INFINITY, reached: () => {} };

  async killAfter(writes: number, lateMs: number): Promise<void> {
    const server = await ServerProcess.start({ home: this.folder, port: 0 });
    const written = new Promise<void>((reached) => {
      this.#enough = { writes: this.writes + writes, reached };
    });
    const load = startLoad(server.api, this.journal);
    const early = load.ended.then(() => Promise.reject(new Error("the clients ended before the server was killed")));
    await Promise.race([written, early]);
    await passed(lateMs); // the random moment of the fault, not a wait for something
    await server.end("SIGKILL");
    await load.abandon();
  }

  /** What is missing once the home was served again. */
  async inspect(): Promise<{ lost: string[]; integrity: string }> {
    const last = await ServerProcess.start({ home: this.folder, port: 0 });
    await last.end("SIGTERM");
    return inspectDatabase(join(this.folder, "tutti.db"), this.journal.entries());
  }

  #entered(): void {
    this.writes += 1;
    if (this.writes >= this.#enough.writes) this.#enough.reached();
  }
}

test(
  `nothing acknowledged is lost when servers are killed ${KILLS} times under load (seed ${SEED})`,
  async () => {
    const random = seededRandom(SEED);
    const homes = Array.from({ length: HOMES }, () => new Home());
    try {
      let kills = 0;
      const killing = homes.map(async (home) => {
        while (kills < KILLS) {
          kills += 1;
          await home.killAfter(1 + Math.floor(random() * MOST_WRITES_OF_A_LIFE), random() * LATEST_MS);
        }
      });
      const failed = (await Promise.allSettled(killing)).filter(({ status }) => status === "rejected");
      expect(failed).toEqual([]);
      expect(await Promise.all(homes.map((home) => home.inspect()))).toEqual(
        homes.map(() => ({ lost: [], integrity: "ok" })),
      );
      const writes = homes.reduce((sum, home) => sum + home.writes, 0);
      expect([kills, writes > KILLS]).toEqual([KILLS, true]);
      console.log(`${kills} kills, ${writes} acknowledged writes, 0 lost`);
    } finally {
      for (const { folder } of homes) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
  KILLS * 30_000,
);
