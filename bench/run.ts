import { readFileSync, writeFileSync } from "node:fs";
import { largeLists } from "./large/large-lists.ts";
import { describeMachine } from "./machine.ts";
import { openPeers } from "./peers/peers.ts";
import type { Question } from "./question.ts";
import { committedStep } from "./questions/committed-step.ts";
import { eventHeap } from "./questions/event-heap.ts";
import { eventsIn } from "./questions/events-in.ts";
import { fanOut, fortyFibonaccis } from "./questions/in-one-run.ts";
import { killToStep } from "./questions/kill-to-step.ts";
import { largeRun } from "./questions/large-run.ts";
import { manyRuns } from "./questions/many-runs.ts";
import { offeredWork } from "./questions/offered-work.ts";
import { startOfRun } from "./questions/start-of-run.ts";
import { cliStart, serverStart } from "./questions/start-up.ts";
import { stateChanges } from "./questions/state-changes.ts";
import { section } from "./report.ts";
import { prefectOnSqlite, type Subject, tuttiOnPostgres, tuttiOnSqlite } from "./subjects.ts";

const RESULTS = new URL("RESULTS.md", import.meta.url);
const NOTES = new URL("NOTES.md", import.meta.url);

async function answer(questions: readonly Question[]): Promise<string[]> {
  const sections: string[] = [];
  for (const question of questions) {
    console.error(`… ${question.title}`);
    const text = section(question, await question.ask());
    console.log(text);
    sections.push(text);
  }
  return sections;
}

/**
 * Each with a server of its own, all up at once, so that one machine state is compared; new ones for each question, since
 * a server goes on with what it was left to do.
 */
async function answerWithServers(
  ask: (sqlite: Subject, postgres: Subject, prefect: Subject) => Question,
): Promise<string[]> {
  const subjects = [await tuttiOnSqlite(), await tuttiOnPostgres(), await prefectOnSqlite()] as const;
  try {
    return await answer([ask(...subjects)]);
  } finally {
    for (const subject of subjects) await subject.stop();
  }
}

const peers = await openPeers();
const { engines, queues } = peers;
const compared: string[] = [];
for (const ask of [
  (sqlite: Subject, postgres: Subject, prefect: Subject) => committedStep([sqlite, postgres], engines, prefect),
  (sqlite: Subject, postgres: Subject, prefect: Subject) => fortyFibonaccis([sqlite, postgres, ...engines, prefect]),
  (sqlite: Subject, postgres: Subject, prefect: Subject) => fanOut([sqlite, postgres, ...engines, prefect], 100),
  (sqlite: Subject, postgres: Subject, prefect: Subject) => fanOut([sqlite, postgres, ...engines, prefect], 1000),
  (sqlite: Subject, postgres: Subject) => manyRuns([sqlite, postgres, ...engines], queues),
  (...all: Subject[]) => stateChanges(all),
]) {
  compared.push(...(await answerWithServers(ask)));
}
const started = await answer([startOfRun([...engines, ...queues]), killToStep(engines)]);
await peers.stop();
const alone = await answer([serverStart, cliStart, largeRun, eventsIn, eventHeap, offeredWork, largeLists(1_000_000)]);
const head = `# Results\n\nMade by \`npm run bench\` on: ${describeMachine()}. All figures of a table are from one run on one machine; machines differ, so compare ratios.\n`;
writeFileSync(RESULTS, [head, ...compared, ...started, ...alone, readFileSync(NOTES, "utf8")].join("\n"));
