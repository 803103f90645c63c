import { deleteBlockDocument, filterBlockDocuments } from "@tutti/client/block-documents";
import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { printRows } from "../list-rows.ts";
import type { Output } from "../output.ts";
import { manyLines, oneLine } from "../plain-text.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { uiAddress } from "@tutti/client/ui-address";
import { readPages } from "../runs/read-pages.ts";
import { timeText } from "../runs/run-times.ts";
import { showOne } from "../show-one.ts";
import { timeCell } from "../time-cell.ts";
import { blockSlug, findBlock } from "./find-block.ts";

export async function listBlocks(
  { output, connect }: CommandContext,
  options: { readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const nowMs = Date.now();
  printRows(
    await readPages(Number.MAX_SAFE_INTEGER, (page) =>
      filterBlockDocuments(api, { sort: "BLOCK_TYPE_AND_NAME_ASC", ...page }),
    ),
    { output, format: options.output },
    [
      { header: "BLOCK", cell: (block) => output.style("bold", oneLine(blockSlug(block))), shrinks: "last" },
      { header: "TYPE", cell: ({ block_type }) => oneLine(block_type?.name ?? ""), shrinks: true },
      { header: "UPDATED", cell: ({ updated }) => timeCell(updated, output, nowMs) },
      { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
    ],
    "No blocks yet. Make one: tutti block create <type>; the types: tutti block type ls",
  );
}

interface BlockReference {
  readonly slug: string | undefined;
  readonly id: string | null;
}

/** Secrets stay masked. */
export async function showBlock(
  { output, connectKeepingDigits }: CommandContext,
  { slug, id }: BlockReference,
  options: { readonly web: boolean; readonly output: string | null },
): Promise<void> {
  const api = await connectKeepingDigits();
  const block = await findBlock(api, slug, id);
  const url = await uiAddress(api, `/blocks/block/${block.id}`);
  await showOne(output, { value: block, url, print: () => printBlock(block, url, output) }, options);
}

function printBlock(block: BlockDocument, url: string, output: Output): void {
  const nowMs = Date.now();
  output.facts([
    ["Block", output.style("bold", oneLine(blockSlug(block)))],
    ["Type", oneLine(block.block_type?.name ?? "")],
    ["Id", block.id],
    ["Created", timeText(block.created, nowMs)],
    ["Updated", timeText(block.updated, nowMs)],
    ["Dashboard", url],
  ]);
  output.line(`\n${output.style("bold", "Fields")}`);
  output.facts(Object.entries(block.data).map(([name, value]) => [name, fieldText(value)]));
}

function fieldText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return manyLines(typeof value === "string" ? value : JSON.stringify(value));
}

export async function removeBlock(
  context: CommandContext,
  { slug, id }: BlockReference,
  options: { readonly yes: boolean },
): Promise<ExitCode> {
  const api = await context.connect();
  const block = await findBlock(api, slug, id);
  const what = `the block ${oneLine(blockSlug(block))}`;
  return removeConfirmed(context, what, options.yes, () => deleteBlockDocument(api, block.id));
}
