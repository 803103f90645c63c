import { setTimeout as passed } from "node:timers/promises";
import { Place, REST_MS } from "../place.ts";
import { median, quantile } from "../quantile.ts";
import { milliseconds, type Question, type Row } from "../question.ts";
import type { Contestant } from "../subjects.ts";

const FIRST_RUNS = 100;
/** Of a server that has been at work: after so many V8 has compiled what a run takes. */
const EARLIER_RUNS = 500;
const LATER_RUNS = 200;
const NEW_RUNS = 15;
const PEER_RUNS = 50;

/** From before the run is asked for until its first step begins. */
async function startMs(place: Place, deployment: string): Promise<number> {
  const askedAt = performance.timeOrigin + performance.now();
  return (await place.result(deployment)) - askedAt;
}

function deployed(place: Place, name: string): Promise<string> {
  return place.deployment(name, "bench-first-step", "first-step.ts:firstStep");
}

async function samples(count: number, take: (index: number) => Promise<number>): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < count; index += 1) taken.push(await take(index));
  return taken;
}

function row(subject: string, taken: readonly number[]): Row {
  const figures = { p50: milliseconds(median(taken)), p95: milliseconds(quantile(taken, 0.95)) };
  return { subject, durability: "the run is committed before it is offered", figures };
}

export function startOfRun(peers: readonly Contestant[]): Question {
  return {
    title: "Run asked for → its first step begins",
    method: `Tutti: Over HTTP, to a worker of a pool of processes, until a task of the run begins: ${FIRST_RUNS + EARLIER_RUNS + LATER_RUNS} runs of one deployment after each other, of which the first ${FIRST_RUNS} and the last ${LATER_RUNS} are shown, and ${NEW_RUNS} of as many deployments, each the first of its own. A worker keeps a process at hand that has loaded all but a flow. The others: in the process that asks, whose worker it is, as their own examples do it.`,
    target: "warm runner < 5 ms (p50), < 15 ms (p95); new process < 150 ms",
    async ask(): Promise<Row[]> {
      const place = await Place.open();
      try {
        const fresh = await samples(NEW_RUNS, async (index) => {
          const ms = await startMs(place, await deployed(place, `new-${index}`));
          await passed(REST_MS);
          return ms;
        });
        const one = await deployed(place, "warm");
        await startMs(place, one);
        const first = await samples(FIRST_RUNS, () => startMs(place, one));
        await samples(EARLIER_RUNS, () => startMs(place, one));
        const later = await samples(LATER_RUNS, () => startMs(place, one));
        const rows = [
          row("Tutti, SQLite, warm runner, first runs of a server", first),
          row("Tutti, SQLite, warm runner, later runs", later),
          row("Tutti, SQLite, first run of a deployment", fresh),
        ];
        for (const { name, run } of peers) rows.push(row(`${name}, in process`, await run("first-step", PEER_RUNS)));
        return rows;
      } finally {
        await place.close();
      }
    },
  };
}
