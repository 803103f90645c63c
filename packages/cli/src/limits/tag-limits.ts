import { createTagLimit, deleteTagLimit, filterTagLimits, resetTagLimit } from "@tutti/client/tag-limits";
import type { CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { printRows } from "../list-rows.ts";
import { oneLine } from "../plain-text.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { readPages } from "../runs/read-pages.ts";
import { timeText } from "../runs/run-times.ts";
import { findTagLimit } from "./find-limit.ts";

export async function makeTagLimit({ output, connect }: CommandContext, tag: string, limit: number): Promise<void> {
  await createTagLimit(await connect(), { tag, concurrency_limit: limit });
  output.say(`At most ${limit} task${limit === 1 ? "" : "s"} with the tag ${tag} run at once.`);
}

export async function listTagLimits(
  { output, connect }: CommandContext,
  options: { readonly limit: number; readonly output: string | null },
): Promise<void> {
  const api = await connect();
  printRows(
    await readPages(options.limit, (page) => filterTagLimits(api, page)),
    { output, format: options.output },
    [
      { header: "TAG", cell: ({ tag }) => output.style("bold", oneLine(tag)), shrinks: true },
      { header: "SLOTS", cell: (limit) => `${limit.active_slots.length}/${limit.concurrency_limit}`, align: "right" },
      { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
    ],
    "No tag is limited yet. Limit one: tutti concurrency-limit create <tag> <count>",
  );
}

export async function showTagLimit(
  { output, connect }: CommandContext,
  tag: string,
  options: { readonly output: string | null },
): Promise<void> {
  const limit = await findTagLimit(await connect(), tag);
  if (options.output === "json") {
    output.json(limit);
    return;
  }
  output.facts([
    ["Tag", oneLine(limit.tag)],
    ["Slots", `${limit.active_slots.length}/${limit.concurrency_limit}`],
    ["Held by", limit.active_slots.length === 0 ? null : limit.active_slots.join("\n")],
    ["Id", limit.id],
    ["Created", timeText(limit.created, Date.now())],
  ]);
}

/** Frees the slots, whoever holds them. */
export async function freeTagLimit({ output, connect }: CommandContext, tag: string): Promise<void> {
  const api = await connect();
  await findTagLimit(api, tag);
  await resetTagLimit(api, tag);
  output.say(`All slots of the tag ${tag} are free.`);
}

export async function removeTagLimit(
  context: CommandContext,
  tag: string,
  options: { readonly yes: boolean },
): Promise<ExitCode> {
  const api = await context.connect();
  await findTagLimit(api, tag);
  return removeConfirmed(context, `the limit of the tag ${tag}`, options.yes, () => deleteTagLimit(api, tag));
}
