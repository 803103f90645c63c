import { median, quantile } from "../quantile.ts";
import { milliseconds, type Question, ratio, type Row } from "../question.ts";
import type { Contestant } from "../subjects.ts";

interface Shape {
  program: "fibonacci" | "fan-out";
  args: readonly number[];
}

/** Asks each subject for the same shape; the last one is what the others are compared to. */
async function rowsOf(subjects: readonly Contestant[], { program, args }: Shape): Promise<Row[]> {
  const measured: { subject: Contestant; samples: number[] }[] = [];
  for (const subject of subjects) measured.push({ subject, samples: await subject.run(program, ...args) });
  const peerMs = median(measured.at(-1)?.samples ?? []);
  return measured.map(({ subject, samples }) => ({
    subject: subject.name,
    durability: subject.durability,
    figures: {
      median: milliseconds(median(samples)),
      slowest: milliseconds(quantile(samples, 1)),
      "to Prefect": ratio(median(samples) / peerMs),
    },
  }));
}

export function fortyFibonaccis(subjects: readonly Contestant[]): Question {
  return {
    title: "40 × fibo(10), one after another",
    method: "Forty tasks in one run, each computing fibo(10); the loop is timed inside the flow, 10 runs.",
    target: "< 25 ms where a bare commit takes 0.15 ms, and under a fifth of Prefect's",
    ask: () => rowsOf(subjects, { program: "fibonacci", args: [10] }),
  };
}

export function fanOut(subjects: readonly Contestant[], width: number): Question {
  return {
    title: `${width.toLocaleString("en-US")} mapped no-ops`,
    method: "No-op tasks mapped over a list in one run, timed inside the flow until all had finished, 3 runs.",
    target: width === 100 ? "< 50 ms" : "< 300 ms",
    ask: () => rowsOf(subjects, { program: "fan-out", args: [width, 3] }),
  };
}
