import { acceptedDifferences } from "./accepted-differences.ts";
import { accepts, type AcceptedDifference } from "./accepted-difference.ts";
import { brokenIdentities, type Difference, differencesOf } from "./difference.ts";
import type { Exchange } from "./exchange.ts";
import { type Operation, operationOf } from "./operations.ts";
import type { Transcript } from "./play.ts";

export interface Comparison {
  /** Differences that no entry accepts, each with the request that shows it. */
  readonly refused: readonly string[];
  readonly acceptedCount: number;
  readonly usedEntries: ReadonlySet<AcceptedDifference>;
}

/** Compares the answers of both servers to the same requests, whole. */
export function compare(
  sequence: string,
  prefect: Transcript,
  tutti: Transcript,
  operations: readonly Operation[],
): Comparison {
  const refused: string[] = [];
  const usedEntries = new Set<AcceptedDifference>();
  let acceptedCount = 0;
  for (const [index, found] of allDifferences(prefect, tutti, operations)) {
    const difference = { sequence, ...found };
    const entries = acceptedDifferences.filter((entry) => accepts(entry, difference));
    for (const entry of entries) usedEntries.add(entry);
    if (entries.length > 0) acceptedCount += 1;
    else refused.push(describe(difference, prefect.exchanges[index], tutti.exchanges[index]));
  }
  return { refused, acceptedCount, usedEntries };
}

/** Each difference with the number of its exchange: in what was said, then in what was said to be the same. */
function* allDifferences(
  prefect: Transcript,
  tutti: Transcript,
  operations: readonly Operation[],
): Generator<[index: number, Omit<Difference, "sequence">]> {
  const operationAt = (index: number) => {
    const exchange = prefect.exchanges[index];
    if (exchange === undefined) return "none";
    return operationOf(exchange, operations)?.name ?? `${exchange.method} ${exchange.path}`;
  };
  for (const [index, exchange] of prefect.exchanges.entries()) {
    for (const found of differencesOf(exchange.answer, tutti.exchanges[index]?.answer)) {
      yield [index, { operation: operationAt(index), ...found }];
    }
  }
  const identities = [
    ...brokenIdentities(prefect.ids, tutti.ids).map((found) => ({ ...found, prefect: "the same", tutti: "another" })),
    ...brokenIdentities(tutti.ids, prefect.ids).map((found) => ({
      ...found,
      prefect: "another id",
      tutti: "the same",
    })),
    ...brokenIdentities(prefect.times, tutti.times).map((found) => ({
      ...found,
      prefect: "the same",
      tutti: "another",
    })),
  ];
  for (const { pointer, earlier, ...said } of identities) {
    const index = Number.parseInt(pointer, 10);
    const at = pointer.slice(pointer.indexOf("/"));
    yield [
      index,
      { operation: operationAt(index), pointer: at, prefect: `${said.prefect} as ${earlier}`, tutti: said.tutti },
    ];
  }
}

function describe({ pointer, prefect, tutti }: Difference, exchange?: Exchange, other?: Exchange): string {
  const statuses = `${exchange?.answer.status ?? "no answer"}, ${other?.answer.status ?? "no answer"}`;
  const request = `${exchange?.method} ${exchange?.path} ${shortened(exchange?.sent)} (${statuses})`;
  return `${request}\n    ${pointer}: ${shortened(prefect)} ≠ ${shortened(tutti)}`;
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
