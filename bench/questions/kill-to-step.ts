import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Place } from "../place.ts";
import { median } from "../quantile.ts";
import { milliseconds, type Question, type Row } from "../question.ts";
import type { Survivor } from "../peers/peers.ts";

const TIMES = 3;

async function threeTimes(take: () => Promise<number>): Promise<string> {
  const taken: number[] = [];
  for (let time = 0; time < TIMES; time += 1) taken.push(await take());
  return milliseconds(median(taken));
}

async function ours(place: Place, folder: string): Promise<Row> {
  const deployment = await place.deployment("survive", "bench-survive", "survive.ts:survive");
  let runs = 0;
  const take = () => place.result(deployment, { file: join(folder, String((runs += 1))) });
  return {
    subject: "Tutti, SQLite, the run's process killed",
    durability: "each step on disk (WAL, synchronous=FULL) before the flow goes on",
    figures: { median: await threeTimes(take) },
  };
}

export function killToStep(peers: readonly Survivor[]): Question {
  return {
    title: "kill -9 in the middle of a run → its next step",
    method: `A run's process kills itself in its second step; until that step begins again, median of ${TIMES} times. Tutti's worker is there and sees it; the others are one process, started again at once (Restate: its server, too).`,
    target: "< 500 ms when a worker is there",
    async ask(): Promise<Row[]> {
      const place = await Place.open();
      const folder = mkdtempSync(join(tmpdir(), "tutti-bench-"));
      try {
        const rows = [await ours(place, folder)];
        for (const { name, durability, survivalMs } of peers) {
          rows.push({ subject: name, durability, figures: { median: await threeTimes(survivalMs) } });
        }
        return rows;
      } finally {
        await place.close();
        rmSync(folder, { recursive: true });
      }
    },
  };
}
