import { readFileSync, writeFileSync } from "node:fs";
import { largeLists } from "./large/large-lists.ts";
import { describeMachine } from "./machine.ts";
import type { Question } from "./question.ts";
import { committedStep } from "./questions/committed-step.ts";
import { fanOut, fortyFibonaccis } from "./questions/in-one-run.ts";
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

/** Each with a server of its own, all up at once, so that one machine state is compared. */
async function withServers(
  ask: (sqlite: Subject, postgres: Subject, prefect: Subject) => Promise<string[]>,
): Promise<string[]> {
  const subjects = [await tuttiOnSqlite(), await tuttiOnPostgres(), await prefectOnSqlite()] as const;
  try {
    return await ask(...subjects);
  } finally {
    for (const subject of subjects) await subject.stop();
  }
}

const compared = await withServers((sqlite, postgres, prefect) => {
  const all = [sqlite, postgres, prefect];
  return answer([
    committedStep([sqlite, postgres], prefect),
    fortyFibonaccis(all),
    fanOut(all, 100),
    fanOut(all, 1000),
    stateChanges(all),
  ]);
});
const alone = await answer([serverStart, cliStart, largeLists(1_000_000)]);
const head = `# Results\n\nMade by \`npm run bench\` on: ${describeMachine()}. All figures of a table are from one run on one machine; machines differ, so compare ratios.\n`;
writeFileSync(RESULTS, [head, ...compared, ...alone, readFileSync(NOTES, "utf8")].join("\n"));
