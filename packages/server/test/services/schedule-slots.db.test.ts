import { pino } from "pino";
import { expect, test } from "vitest";
import { deploymentCreate } from "@tutti/core/wire/deployment";
import { flowRunsFilterBody } from "@tutti/core/wire/flow-run";
import { addSeconds, formatInstant, parseInstant, type Instant } from "@tutti/core/instant";
import { occurrences } from "@tutti/core/schedule/occurrences";
import { settleSchedule } from "@tutti/core/schedule/settle-schedule";
import { scheduleInput } from "@tutti/core/wire/schedule";
import { recentDeployments, scheduler } from "../../src/services/scheduler.ts";
import type { Store } from "../../src/store/store.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { seededRandom } from "../../../../tests/chaos/support/seeded-random.ts";
import type { TestDeps } from "../support/test-clock.ts";

const logger = pino({ level: "silent" });
const settings = {
  minRuns: 3,
  maxRuns: 100,
  minSeconds: 3600,
  maxSeconds: 8_640_000,
  batchSize: 100,
  recentLoopSeconds: 5,
};
/** How many slots come up in a day of these schedules. */
const SLOTS_OF_DAY = 90;
/** A day of each night; `npm run soak` goes on until there were a hundred thousand slots. */
const SLOTS = Number(process.env["TUTTI_TEST_SLOTS"] ?? 0);
const DAYS = Math.max(1, Math.ceil(SLOTS / SLOTS_OF_DAY / 20));
const HOURS = 24 * DAYS;

/** Two nights in which clocks are changed, in five zones. */
const NIGHTS = [
  ["America/New_York", "2027-03-13T18:00:00Z", "2027-11-06T18:00:00Z"],
  ["Europe/Berlin", "2027-03-27T12:00:00Z", "2027-10-30T12:00:00Z"],
  ["Australia/Lord_Howe", "2027-04-03T00:00:00Z", "2027-10-02T00:00:00Z"],
  ["America/Santiago", "2027-04-03T12:00:00Z", "2027-09-04T12:00:00Z"],
  ["Africa/Casablanca", "2027-02-06T12:00:00Z", "2027-03-13T12:00:00Z"],
] as const;

/** A slot is one run: however many servers look, whenever they look, however often they start anew at the slot's edge. */
describeOnDatabases("slots of schedules", (database) => {
  test.each(NIGHTS.flatMap(([zone, ...nights]) => nights.map((night) => [zone, night] as const)))(
    "in %s from %s on: none is missed, none doubled",
    { timeout: 120_000 * DAYS },
    async (zone, night) => {
      const start = parseInstant(night) ?? parseInstant("2027-01-01T00:00:00Z");
      if (start === null) throw new Error("no night");
      const first = await database.open();
      // A file has one server.
      const servers = database.kind === "sqlite" ? [first] : [first, await database.open()];
      for (const { deps } of servers) deps.setBy((start - deps.now()) / 1_000_000);
      const schedules = schedulesIn(zone, start);
      const id = await deploy(first.store, first.deps, schedules);
      const end = addSeconds(start, HOURS * 3600);
      await roam(servers, end);
      expect(await slotsRun(first.store, id, start, end)).toEqual(
        schedules.flatMap((schedule) => slotsOf(schedule, start, end)).sort(),
      );
    },
  );
});

function schedulesIn(timezone: string, start: Instant) {
  return [
    { cron: "*/30 * * * *", timezone },
    { cron: "30 2 * * *", timezone },
    { interval: 5400, anchor_date: formatInstant(addSeconds(start, -86_400)), timezone },
    { interval: 86_400, anchor_date: "2027-01-01T02:30:00Z", timezone },
    { rrule: "DTSTART:20270101T001500\nRRULE:FREQ=HOURLY;INTERVAL=1", timezone },
  ].map((schedule) => scheduleInput.parse(schedule));
}

type ScheduleIn = ReturnType<typeof schedulesIn>[number];

async function deploy(store: Store, deps: TestDeps, schedules: readonly ScheduleIn[]): Promise<string> {
  const { flow } = await store.command("createFlow", { name: deps.newId(), tags: [] });
  const create = deploymentCreate.parse({ name: "d", flow_id: flow.id });
  const body = {
    ...create,
    schedules: schedules.map((schedule, index) => ({ schedule, slug: String(index), active: true, parameters: {} })),
  };
  return (await store.command("createDeployment", body)).deployment.id;
}

/** Servers look at any time, one alone or both at once; mostly a minute after the last, now and then much later. */
async function roam(servers: readonly { store: Store; deps: TestDeps }[], end: Instant): Promise<void> {
  const random = seededRandom(end);
  for (;;) {
    const looking =
      random() < 0.3
        ? servers
        : [servers[Math.floor(random() * servers.length)]].filter((server) => server !== undefined);
    const service = random() < 0.2 ? recentDeployments(settings) : scheduler(settings);
    await Promise.all(looking.map((server) => service.tick({ ...server, logger })));
    await Promise.all(looking.map((server) => scheduler(settings).tick({ ...server, logger })));
    const [first] = servers;
    if (first === undefined || first.deps.now() > end) return;
    // To the very edge of a slot, a microsecond before or after it, or anywhere.
    const step = random() < 0.3 ? 1800 - ((first.deps.now() / 1_000_000) % 1800) + pickEdge(random) : random() * 3000;
    for (const { deps } of servers) deps.advance(Math.max(step, 0.000_001));
  }
}

function pickEdge(random: () => number): number {
  return [0, -0.000_001, 0.000_001][Math.floor(random() * 3)] ?? 0;
}

function slotsOf(schedule: ScheduleIn, start: Instant, end: Instant): string[] {
  return [...occurrences(settleSchedule(schedule, start), start, end)].map(formatInstant);
}

async function slotsRun(store: Store, id: string, start: Instant, end: Instant): Promise<string[]> {
  const slots: string[] = [];
  for (let offset = 0; ; offset += 200) {
    const page = await store.read(
      "listFlowRuns",
      flowRunsFilterBody.parse({
        flow_runs: {
          deployment_id: { any_: [id] },
          expected_start_time: { after_: formatInstant(start), before_: formatInstant(end) },
        },
        sort: "EXPECTED_START_TIME_ASC",
        offset,
      }),
    );
    slots.push(...page.map((run) => run.expected_start_time ?? ""));
    if (page.length < 200) return slots.sort();
  }
}
