import { acceptedDifferences } from "./accepted-differences.ts";
import { accepts, type AcceptedDifference } from "./accepted-difference.ts";
import { type Difference, differencesOf } from "./difference.ts";
import type { Exchange } from "./exchange.ts";
import { type Operation, operationOf } from "./operations.ts";

export interface Comparison {
  /** Differences that no entry accepts, each with the request that shows it. */
  readonly refused: readonly string[];
  readonly acceptedCount: number;
  readonly usedEntries: ReadonlySet<AcceptedDifference>;
}

/** Compares the answers of both servers to the same requests, whole. */
export function compare(
  prefect: readonly Exchange[],
  tutti: readonly Exchange[],
  operations: readonly Operation[],
): Comparison {
  const refused: string[] = [];
  const usedEntries = new Set<AcceptedDifference>();
  let acceptedCount = 0;
  for (const [index, exchange] of prefect.entries()) {
    const operation = operationOf(exchange, operations)?.name ?? `${exchange.method} ${exchange.path}`;
    for (const found of differencesOf(exchange.answer, tutti[index]?.answer)) {
      const difference = { operation, ...found };
      const entries = acceptedDifferences.filter((entry) => accepts(entry, difference));
      for (const entry of entries) usedEntries.add(entry);
      if (entries.length > 0) acceptedCount += 1;
      else refused.push(describe(exchange, difference, tutti[index]));
    }
  }
  return { refused, acceptedCount, usedEntries };
}

function describe(exchange: Exchange, { pointer, prefect, tutti }: Difference, other: Exchange | undefined): string {
  const sent = exchange.sent === undefined ? "" : ` ${shortened(exchange.sent)}`;
  const statuses = `${exchange.answer.status}, ${other?.answer.status ?? "no answer"}`;
  return `${exchange.method} ${exchange.path}${sent} (${statuses})\n    ${pointer}: ${shortened(prefect)} ≠ ${shortened(tutti)}`;
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
