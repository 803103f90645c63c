import { setTimeout as passed } from "node:timers/promises";
import { expect, test } from "vitest";
import { RunCrew } from "./support/run-crew.ts";
import { seededRandom } from "./support/seeded-random.ts";

const KILLS = Number(process.env["TUTTI_TEST_RUN_KILLS"] ?? 9);
const SEED = Number(process.env["TUTTI_TEST_SEED"] ?? Date.now() % 1_000_000);
const LONGEST_PEACE_MS = 1200;
const LOOK_EVERY_MS = 250;
/** After the last kill: leases of processes that are gone end, and what is started again runs. */
const ENDED_WITHIN_MS = 240_000 + KILLS * 1000;

test(
  `every run ends, and no committed step runs twice, while worker, process and server are killed ${KILLS} times (seed ${SEED})`,
  async () => {
    const random = seededRandom(SEED);
    const crew = await RunCrew.start();
    try {
      const ids = await crew.schedule(Math.min(200, 2 * KILLS));
      for (let kill = 0; kill < KILLS; kill += 1) {
        await passed(random() * LONGEST_PEACE_MS); // the random moment of the fault, not a wait for something
        const victim = Math.floor(random() * 3);
        if (victim === 0) await crew.killServer();
        else if (victim === 1) await crew.killWorker();
        else crew.killRunner();
        crew.keepWorker();
      }
      let left = await crew.unfinished(ids);
      for (const end = performance.now() + ENDED_WITHIN_MS; left.length > 0 && performance.now() < end;) {
        crew.keepWorker();
        await passed(LOOK_EVERY_MS);
        left = await crew.unfinished(ids);
      }
      expect(left).toEqual([]);
      expect(crew.journal.repeated()).toEqual([]);
      const states = await crew.statesOf(ids);
      expect(states).toHaveLength(ids.length);
      const completed = states.filter((state) => state === "COMPLETED").length;
      console.log(`${KILLS} kills, ${ids.length} runs, ${completed} completed`);
    } finally {
      await crew.close();
    }
  },
  400_000 + KILLS * 10_000,
);
