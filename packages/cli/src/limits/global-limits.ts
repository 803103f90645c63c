import {
  createConcurrencyLimit,
  deleteConcurrencyLimit,
  filterConcurrencyLimits,
  updateConcurrencyLimit,
} from "@tutti/client/concurrency-limits";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { printRows } from "../list-rows.ts";
import type { Output } from "../output.ts";
import { madeOrTaken } from "../name-taken.ts";
import { oneLine } from "../plain-text.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { readPages } from "../runs/read-pages.ts";
import { timeText } from "../runs/run-times.ts";
import { findLimit } from "./find-limit.ts";

export async function listLimits(
  { output, connect }: CommandContext,
  options: { readonly output: string | null },
): Promise<void> {
  const api = await connect();
  printRows(
    await readPages(Number.MAX_SAFE_INTEGER, (page) => filterConcurrencyLimits(api, page)),
    { output, format: options.output },
    [
      { header: "NAME", cell: ({ name }) => output.style("bold", oneLine(name)), shrinks: "last" },
      { header: "ACTIVE", cell: ({ active }) => activeText(active, output) },
      { header: "SLOTS", cell: (limit) => `${limit.active_slots}/${limit.limit}`, align: "right" },
      { header: "DECAY/S", cell: (limit) => String(limit.slot_decay_per_second), align: "right" },
      { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
    ],
    "No concurrency limits yet. Make one: tutti gcl create <name> --limit <count>",
  );
}

export async function showLimit(
  { output, connect }: CommandContext,
  name: string,
  options: { readonly output: string | null },
): Promise<void> {
  const limit = await findLimit(await connect(), name);
  if (options.output === "json") {
    output.json(limit);
    return;
  }
  const nowMs = Date.now();
  output.facts([
    ["Name", oneLine(limit.name)],
    ["Active", activeText(limit.active, output)],
    ["Slots", `${limit.active_slots}/${limit.limit}`],
    ["Decay per second", String(limit.slot_decay_per_second)],
    ["Id", limit.id],
    ["Created", timeText(limit.created, nowMs)],
    ["Updated", timeText(limit.updated, nowMs)],
  ]);
}

function activeText(isActive: boolean, output: Output): string {
  return isActive ? output.style("green", "yes") : output.style("gray", "no");
}

interface LimitOptions {
  readonly limit: number | null;
  readonly disable: boolean;
  readonly activeSlots: number | null;
  readonly slotDecayPerSecond: number | null;
}

export async function makeLimit(context: CommandContext, name: string, options: LimitOptions): Promise<void> {
  const { limit, disable, activeSlots, slotDecayPerSecond } = options;
  if (limit === null) throw new TuttiError("invalid_usage", "How many slots? Give --limit <count>.");
  const api = await context.connect();
  const wanted = {
    name,
    limit,
    active: !disable,
    ...(activeSlots === null ? {} : { active_slots: activeSlots }),
    ...(slotDecayPerSecond === null ? {} : { slot_decay_per_second: slotDecayPerSecond }),
  };
  await madeOrTaken(`a concurrency limit ${name}; tutti gcl update changes it`, () =>
    createConcurrencyLimit(api, wanted),
  );
  context.output.say(`Made the concurrency limit ${name}: ${limit} slot${limit === 1 ? "" : "s"}.`);
}

export async function changeLimit(
  context: CommandContext,
  name: string,
  options: LimitOptions & { readonly enable: boolean },
): Promise<void> {
  const { limit, enable, disable, activeSlots, slotDecayPerSecond } = options;
  if (enable && disable) throw new TuttiError("invalid_usage", "--enable and --disable exclude each other.");
  const changes = {
    ...(limit === null ? {} : { limit }),
    ...(enable || disable ? { active: enable } : {}),
    ...(activeSlots === null ? {} : { active_slots: activeSlots }),
    ...(slotDecayPerSecond === null ? {} : { slot_decay_per_second: slotDecayPerSecond }),
  };
  if (Object.keys(changes).length === 0) {
    throw new TuttiError(
      "invalid_usage",
      "Nothing to change: give --limit, --enable, --disable, --active-slots or --slot-decay-per-second.",
    );
  }
  const api = await context.connect();
  await findLimit(api, name);
  await updateConcurrencyLimit(api, name, changes);
  context.output.say(`Changed the concurrency limit ${name}.`);
}

export async function removeLimit(
  context: CommandContext,
  name: string,
  options: { readonly yes: boolean },
): Promise<ExitCode> {
  const api = await context.connect();
  await findLimit(api, name);
  return removeConfirmed(context, `the concurrency limit ${name}`, options.yes, () =>
    deleteConcurrencyLimit(api, name),
  );
}
