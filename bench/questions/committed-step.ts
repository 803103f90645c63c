import { bareCommits, loopbackRoundTrips } from "../floor.ts";
import { median, quantile } from "../quantile.ts";
import { milliseconds, type Question, ratio, type Row } from "../question.ts";
import type { Contestant } from "../subjects.ts";

const STEPS = 10_000;
const PREFECT_STEPS = 1000;
/** One of them does no more than a thousand. */
const PEER_STEPS = 900;
const AROUND = 50;

/** The median of the steps around a position: a single one is noise. */
function around(samples: readonly number[], position: number): number {
  return median(samples.slice(Math.max(0, position - AROUND), position + AROUND));
}

function figures(samples: readonly number[], floorMs: number): Record<string, string> {
  const at = (position: number) => (position > samples.length ? "–" : milliseconds(around(samples, position)));
  return {
    p50: milliseconds(median(samples)),
    p99: milliseconds(quantile(samples, 0.99)),
    "at step 1": milliseconds(samples[0] ?? Number.NaN),
    "at step 1,000": at(1000),
    "at step 10,000": at(10_000),
    "p50 to floor": ratio(median(samples) / floorMs),
  };
}

export function committedStep(
  tuttis: readonly Contestant[],
  peers: readonly Contestant[],
  prefect: Contestant,
): Question {
  return {
    title: "A committed step",
    method: `No-op tasks one after another in one run, timed inside the flow: ${STEPS} with Tutti, ${PREFECT_STEPS} with Prefect, ${PEER_STEPS} with the others. The floor is a bare SQLite commit of a row of a step's size plus a loopback round trip.`,
    target: "p50 ≤ floor × 1.5, flat to 10,000 steps",
    async ask(): Promise<Row[]> {
      const commits = bareCommits(2000);
      const trips = await loopbackRoundTrips(2000);
      const floorMs = median(commits) + median(trips);
      const floor: Row = {
        subject: "floor",
        durability: "SQLite, WAL, synchronous=FULL",
        figures: { p50: milliseconds(floorMs), p99: milliseconds(quantile(commits, 0.99)) },
      };
      const rows = [floor];
      for (const [subject, count] of [
        ...tuttis.map((tutti) => [tutti, STEPS] as const),
        ...peers.map((peer) => [peer, PEER_STEPS] as const),
        [prefect, PREFECT_STEPS] as const,
      ]) {
        rows.push({
          subject: subject.name,
          durability: subject.durability,
          figures: figures(await subject.run("steps", count), floorMs),
        });
      }
      return rows;
    },
  };
}
