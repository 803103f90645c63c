import { setTimeout as passed } from "node:timers/promises";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PostgresCluster } from "../support/postgres-cluster.ts";
import { ChaosCrew } from "./support/chaos-crew.ts";
import type { EndedRun } from "./support/execution-journal.ts";
import { ProcessFaults } from "./support/process-faults.ts";
import { seededRandom } from "./support/seeded-random.ts";
import { FaultyWire } from "./wire/faulty-wire.ts";

/** On each database. */
const FAULTS = Number(process.env["TUTTI_TEST_FAULTS"] ?? 100);
const SEED = Number(process.env["TUTTI_TEST_SEED"] ?? Date.now() % 1_000_000);
const LONGEST_PEACE_MS = 1500;
const LOOK_EVERY_MS = 250;
/** Of all messages, these suffer something. */
const HARMED = 0.02;
const RUNS_AT_ONCE = 8;
/** Nothing depends on how long it takes, and a busy machine takes longer. */
const ENDED_WITHIN_MS = 600_000;

let postgres: PostgresCluster;
beforeAll(async () => {
  postgres = await PostgresCluster.start();
});
afterAll(() => postgres.stop());

/** What the flow comes to where nothing goes wrong. */
function expectedSum(seed: number): number {
  const squares = [0, 1, 2, 3].map((index) => (seed + index) ** 2);
  const parts = [0, 1].map((index) => {
    const from = seed + index;
    let sum = from;
    for (let round = 0; sum < from + 6; round += 1) sum += round;
    return sum;
  });
  const sum = [...squares, ...parts].reduce((total, value) => total + value, 0);
  return sum;
}

/** Schedules runs, and harms what executes them, until as much has gone wrong as was asked for. */
async function storm(crew: ChaosCrew, faults: ProcessFaults, random: () => number): Promise<void> {
  crew.wire.suffer(HARMED);
  let seed = 0;
  while (crew.wire.faultCount + faults.count < FAULTS) {
    if ((await crew.openRuns()) < RUNS_AT_ONCE) {
      await crew.schedule(Array.from({ length: RUNS_AT_ONCE }, (_, index) => seed + index));
      seed += RUNS_AT_ONCE;
    }
    await passed(random() * LONGEST_PEACE_MS); // the random moment of the fault, not a wait for something
    await faults.strike();
    crew.keepWorker();
  }
  crew.wire.suffer(0);
  faults.end();
}

async function whenAllEnded(crew: ChaosCrew): Promise<void> {
  for (const end = performance.now() + ENDED_WITHIN_MS; performance.now() < end;) {
    if ((await crew.openRuns()) === 0) return;
    crew.keepWorker();
    await passed(LOOK_EVERY_MS);
  }
}

/** What the last attempt saw of each step. */
function endOf({ id, state }: FlowRun): EndedRun {
  const { seen = {} }: { seen?: Record<string, string> } = Object(state?.data);
  return { id, seen };
}

function hasRightEnd({ state, parameters }: FlowRun): boolean {
  const { sum }: { sum?: unknown } = Object(state?.data);
  return state?.type === "COMPLETED" && sum === expectedSum(Number(parameters["seed"]));
}

/** Of runs that came to another end than they would have without faults. */
async function historiesOf(crew: ChaosCrew, runs: readonly FlowRun[]): Promise<string[]> {
  const wrong = runs.filter((run) => !hasRightEnd(run));
  return Promise.all(
    wrong.map(
      async ({ id, state }) => `${id}: ${await crew.historyOf(id)} (${state?.message} ${JSON.stringify(state?.data)})`,
    ),
  );
}

// They mostly wait: for leases to end, and for what is stopped to go on.
test.concurrent.each(["sqlite", "postgres"])(
  `on %s runs end as without faults, and no committed step is executed again, while ${FAULTS} things go wrong (seed ${SEED})`,
  async (database) => {
    const random = seededRandom(SEED);
    const wire = await FaultyWire.open(random);
    const databaseUrl = database === "postgres" ? { databaseUrl: await postgres.createDatabase() } : {};
    const crew = await ChaosCrew.start({ wire, ...databaseUrl });
    const faults = new ProcessFaults(crew, random);
    try {
      await storm(crew, faults, random);
      await whenAllEnded(crew);
      const runs = await crew.runs();
      expect(await historiesOf(crew, runs)).toEqual([]);
      expect(crew.journal.violations(runs.map(endOf))).toEqual([]);
      const told = Object.fromEntries([...faults.counts, ...wire.faults]);
      console.log(
        `${database}: ${runs.length} runs, ${crew.journal.executions} executions, ${wire.staleRefused} stale writes refused`,
        told,
      );
    } finally {
      faults.end();
      await crew.close();
      await wire.close();
    }
  },
  900_000 + FAULTS * 10_000,
);
