import { filterVariables } from "@tutti/client/variables";
import type { CommandContext } from "../context.ts";
import { printRows } from "../list-rows.ts";
import { manyLines, oneLine } from "../plain-text.ts";
import { readPages } from "../runs/read-pages.ts";
import { timeText } from "../runs/run-times.ts";
import { timeCell } from "../time-cell.ts";
import { findVariable, valueText } from "./find-variable.ts";

export async function listVariables(
  { output, connectKeepingDigits }: CommandContext,
  options: { readonly limit: number; readonly output: string | null },
): Promise<void> {
  const api = await connectKeepingDigits();
  const nowMs = Date.now();
  printRows(
    await readPages(options.limit, (page) => filterVariables(api, page)),
    { output, format: options.output },
    [
      { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)) },
      { header: "VALUE", cell: ({ value }) => oneLine(valueText(value)), shrinks: true },
      { header: "TAGS", cell: ({ tags }) => tags.map(oneLine).join(", "), shrinks: true },
      { header: "UPDATED", cell: ({ updated }) => timeCell(updated, output, nowMs) },
    ],
    "No variables yet. Set one: tutti variable set <name> <value>",
  );
}

/** The value alone, for scripts. */
export async function printVariable({ output, connectKeepingDigits }: CommandContext, name: string): Promise<void> {
  const { value } = await findVariable(await connectKeepingDigits(), name);
  output.line(manyLines(valueText(value)));
}

export async function showVariable(
  { output, connectKeepingDigits }: CommandContext,
  name: string,
  options: { readonly output: string | null },
): Promise<void> {
  const variable = await findVariable(await connectKeepingDigits(), name);
  if (options.output === "json") {
    output.json(variable);
    return;
  }
  const nowMs = Date.now();
  output.facts([
    ["Name", oneLine(variable.name)],
    ["Value", manyLines(valueText(variable.value))],
    ["Tags", variable.tags.length === 0 ? null : variable.tags.map(oneLine).join(", ")],
    ["Id", variable.id],
    ["Created", timeText(variable.created, nowMs)],
    ["Updated", timeText(variable.updated, nowMs)],
  ]);
}
