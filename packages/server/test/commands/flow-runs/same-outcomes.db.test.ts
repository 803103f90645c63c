import { afterAll, beforeAll, expect, test } from "vitest";
import { formatInstant } from "@tutti/core/instant";
import { ApiError } from "@tutti/core/errors";
import { PostgresStore } from "../../../src/store/postgres/postgres-store.ts";
import type { Store } from "../../../src/store/store.ts";
import { InProcessStore } from "../../support/in-process-store.ts";
import { freshPostgres, freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { newFlowRun, proposeState, stateRequest } from "../../support/requests.ts";
import { testDeps, type TestDeps } from "../../support/test-clock.ts";
import { Chance } from "../../totality/chance.ts";

// R8: what becomes of a run depends on what is asked and when, and not on the database. The same seeds play the same
// commands on both, and every answer is compared.

const SEQUENCES = Number(process.env["TUTTI_TEST_SEEDS"] ?? 25);
const STEPS = 40;
const TYPES = [
  "SCHEDULED",
  "PENDING",
  "RUNNING",
  "PAUSED",
  "COMPLETED",
  "FAILED",
  "CRASHED",
  "CANCELLING",
  "CANCELLED",
] as const;

let databases: TestDatabase[] = [];
beforeAll(async () => {
  databases = await Promise.all([freshSqlite(), freshPostgres()]);
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()));
});

interface World {
  readonly store: Store;
  readonly deps: TestDeps;
  readonly chance: Chance;
  readonly run: string;
}

type Step = (world: World) => Promise<unknown>;

const steps: readonly Step[] = [propose, propose, propose, force, acquire, renew, rescue, resume, late, expire];

/** As an owner of some epoch, or as anybody. */
function epochOf({ chance }: World): number | null {
  return chance.happens(0.5) ? null : chance.between(1, 3);
}

function someState({ chance, deps }: World) {
  const type = chance.pick(TYPES);
  const later = formatInstant(deps.now()).replace("Z", "+00:00");
  const paused = {
    pause_timeout: later,
    pause_key: String(chance.between(1, 2)),
    pause_reschedule: chance.happens(0.3),
  };
  return { type, ...(type === "PAUSED" ? { state_details: paused } : {}) };
}

function propose(world: World) {
  return proposeState(world.store, world.run, someState(world), epochOf(world));
}

function force(world: World) {
  const proposal = { state: stateRequest(someState(world)), policy: "forced" as const, leaseSupport: "holds" as const };
  return world.store.command("setFlowRunState", { id: world.run, ...proposal, epoch: epochOf(world) });
}

function acquire({ store, chance, run }: World) {
  return store.command("acquireLease", { id: run, owner: chance.pick(["a", "b"]), ttlSeconds: 10 });
}

function renew({ store, chance, run }: World) {
  return store.command("renewLease", { id: run, epoch: chance.between(1, 3), ttlSeconds: 10 });
}

function rescue({ store, deps, run }: World) {
  return store.command("rescueFlowRun", { id: run, endedBefore: deps.now() });
}

function resume({ store, run }: World) {
  return store.command("resumeFlowRun", { id: run, runInput: null, leaseSupport: "holds" });
}

function late({ store, deps }: World) {
  return store.command("markLateRuns", { dueBefore: deps.now(), limit: 100 });
}

function expire({ store, deps }: World) {
  return store.command("expirePauses", { now: deps.now(), limit: 100 });
}

/** What a client could tell: without the ids, which are each database's own. */
async function answerTo(step: Step, world: World): Promise<string> {
  const result = await step(world).catch((error: unknown) => {
    if (error instanceof ApiError) return { refused: error.code };
    throw error;
  });
  const run = await world.store.read("readFlowRun", { id: world.run });
  const shown = JSON.stringify([step.name, result, run]);
  return shown.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<id>");
}

async function play(store: Store, deps: TestDeps, seed: number): Promise<string[]> {
  const chance = new Chance(seed);
  const name = `run-${seed}`;
  const policy = { retries: chance.between(0, 2), retry_delay: 5, recoveries: 2 };
  const run = await newFlowRun(store, { name, empirical_policy: policy });
  const world = { store, deps, chance, run };
  const answers: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    deps.advance(chance.pick([0, 1, 6, 30]));
    answers.push(await answerTo(chance.pick(steps), world));
  }
  return answers;
}

test(
  "the same seeds come to the same ends on SQLite and on Postgres",
  { timeout: 120_000 + SEQUENCES * 5000 },
  async () => {
    const [sqlite, postgres] = databases;
    const [one, other] = [testDeps(), testDeps()];
    const stores = [
      await InProcessStore.open((sqlite?.url ?? "").slice("sqlite:///".length), one),
      await PostgresStore.open(postgres?.url ?? "", other),
    ] as const;
    try {
      for (let seed = 1; seed <= SEQUENCES; seed++) {
        const [answers, others] = await Promise.all([play(stores[0], one, seed), play(stores[1], other, seed)]);
        expect(answers, `seed ${seed}`).toEqual(others);
      }
    } finally {
      await Promise.all(stores.map((store) => store.close()));
    }
  },
);
