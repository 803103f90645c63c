import { shellWord } from "@tutti/project/deploy/shell-word";
import type { Output } from "../output.ts";
import { manyLines, oneLine } from "../plain-text.ts";
import { tableLines } from "../table.ts";
import type { DevFlow, DevRound } from "./dev-flows.ts";

/** What is deployed of a folder at first. */
export function tellFirstRound(round: DevRound, folder: string, output: Output): void {
  if (round.sent.length === 0 && round.problems.length === 0) {
    output.say(`No flow was found in ${folder}. One looks like this, and is picked up when it is saved:`);
    output.say(`  ${output.styleAside("cyan", "export const hello = flow(async function hello() {});")}`);
    return;
  }
  const columns = [
    { header: "DEPLOYMENT", cell: ({ name }: DevFlow) => output.style("bold", oneLine(name)) },
    { header: "FLOW", cell: ({ entrypoint }: DevFlow) => oneLine(entrypoint) },
  ];
  for (const line of tableLines(round.sent, columns, null, (text) => output.style("dim", text))) output.line(line);
  tellRest(round, output);
  const [first] = round.sent;
  if (first === undefined) return;
  output.say(`\nTo run it now: ${output.styleAside("cyan", `tutti deployment run ${shellWord(first.name)} --watch`)}`);
}

/** What came of a change. */
export function tellRound(round: DevRound, files: readonly string[], output: Output): void {
  const changed = files.length > 3 ? `${files.length} files` : files.map(oneLine).join(", ");
  const names = round.sent.map(({ name }) => oneLine(name)).join(", ");
  const what = names === "" ? "the next run is of the new code" : `deployed ${names}`;
  if (round.problems.length === 0) output.say(`${clock()} ${changed} changed: ${what}`);
  else output.say(`${clock()} ${changed} changed`);
  tellRest(round, output);
}

function tellRest({ problems, gone, warnings }: DevRound, output: Output): void {
  for (const warning of warnings) output.say(`${output.styleAside("yellow", "Warning:")} ${oneLine(warning)}`);
  for (const { name } of gone) {
    const remove = `tutti deployment delete ${shellWord(name)}`;
    output.say(`${oneLine(name)} is not in this folder any more; its deployment stays until ${remove}`);
  }
  for (const { title, problem } of problems) {
    output.say(`${output.styleAside(["red", "bold"], "Error:")} ${oneLine(title)}: ${manyLines(problem)}`);
  }
}

function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}
