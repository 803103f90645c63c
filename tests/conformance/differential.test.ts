import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ServerProcess } from "../support/server-process.ts";
import { acceptedDifferences } from "./differential/accepted-differences.ts";
import { compare, type Comparison } from "./differential/comparison.ts";
import {
  type Operation,
  operationOf,
  outcomeOf,
  outcomesAllowedBy,
  readOperations,
} from "./differential/operations.ts";
import { play, type Transcript } from "./differential/play.ts";
import { sequences } from "./differential/sequence-list.ts";
import { PrefectServer, stillServices } from "./prefect-server.ts";
import { unreachableOutcomes } from "./differential/unreachable-outcomes.ts";

const stores = ["SQLite", "Postgres"] as const;
type Transcripts = Map<string, Transcript>;

const homes = stores.map(() => mkdtempSync(join(tmpdir(), "tutti-differential-")));
const servers: ServerProcess[] = [];
/** One of its own: what is played to it sets automations going that others would feel. */
let prefect: PrefectServer | undefined;
let operations: Operation[] = [];
let real: Transcripts = new Map();
const compared = new Map<string, Comparison>();

async function playAll(origin: string): Promise<Transcripts> {
  const transcripts: Transcripts = new Map();
  for (const sequence of sequences) transcripts.set(sequence.title, await play(sequence, origin));
  return transcripts;
}

function startTutti(): Promise<ServerProcess[]> {
  const [sqlite = "", postgres = ""] = homes;
  const onPostgres = { TUTTI_DATABASE_URL: inject("postgresUrls").differential };
  return Promise.all([
    ServerProcess.start({ home: sqlite, port: 0, env: stillServices }),
    ServerProcess.start({ home: postgres, port: 0, env: { ...stillServices, ...onPostgres } }),
  ]);
}

/** The operations of the real server that Tutti says it has. */
async function sharedOperations(prefectOrigin: string, tuttiOrigin: string): Promise<Operation[]> {
  const [theirs, tutti] = await Promise.all([readOperations(prefectOrigin), readOperations(tuttiOrigin)]);
  const nameless = (name: string) => name.replaceAll(/\{[^}]+\}/g, "{}");
  const ours = new Set(tutti.map(({ name }) => nameless(name)));
  return theirs.filter(({ name }) => ours.has(nameless(name)));
}

beforeAll(async () => {
  prefect = await PrefectServer.start();
  servers.push(...(await startTutti()));
  const origins = servers.map(({ url }) => new URL(url).origin);
  operations = await sharedOperations(prefect.origin, origins[0] ?? "");
  const [reference = new Map(), ...tuttis] = await Promise.all(
    [prefect.origin, ...origins].map((origin) => playAll(origin)),
  );
  real = reference;
  for (const [index, store] of stores.entries()) {
    for (const [title, transcript] of real) {
      const ours = tuttis[index]?.get(title) ?? { exchanges: [], ids: new Map(), times: new Map() };
      compared.set(`${store} ${title}`, compare(title, transcript, ours, operations));
    }
  }
}, 1_200_000);

afterAll(async () => {
  await Promise.all([prefect?.stop(), ...servers.map((server) => server.end("SIGTERM"))]);
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

describe.each(stores)("Tutti on %s answers as Prefect does", (store) => {
  test.each(sequences.map(({ title }) => title))("%s", (title) => {
    const refused = compared.get(`${store} ${title}`)?.refused ?? ["it was not compared"];
    expect({ differences: refused.length, first: refused.slice(0, 40) }).toEqual({ differences: 0, first: [] });
  });
});

describe("the comparison is complete", () => {
  test("every operation that both servers have was seen to succeed, to miss and to refuse", () => {
    const seen = new Set<string>();
    const exchanges = [...real.values()].flatMap((transcript) => transcript.exchanges);
    for (const exchange of exchanges) {
      seen.add(`${operationOf(exchange, operations)?.name} ${outcomeOf(exchange.answer.status)}`);
    }
    const excused = new Set(unreachableOutcomes.map(({ operation, outcome }) => `${operation} ${outcome}`));
    const wanted = operations.flatMap((operation) =>
      outcomesAllowedBy(operation).map((outcome) => `${operation.name} ${outcome}`),
    );
    const accepted = [...compared.values()].reduce((sum, { acceptedCount }) => sum + acceptedCount, 0);
    console.log(
      `${operations.length} operations, ${exchanges.length} exchanges with each server, ${accepted} accepted differences`,
    );
    expect(wanted.filter((outcome) => !seen.has(outcome) && !excused.has(outcome))).toEqual([]);
    expect([...excused].filter((outcome) => seen.has(outcome) || !wanted.includes(outcome))).toEqual([]);
  });

  test("every accepted difference is still needed", () => {
    const used = new Set([...compared.values()].flatMap(({ usedEntries }) => [...usedEntries]));
    expect(acceptedDifferences.filter((entry) => !used.has(entry))).toEqual([]);
  });
});
