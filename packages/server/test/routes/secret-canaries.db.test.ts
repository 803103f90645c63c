import { pino } from "pino";
import { expect, test } from "vitest";
import { blockRegistrations } from "../../src/bundled/block-registrations.ts";
import { routes } from "../../src/routes/registry.ts";
import { idOf } from "../support/block-kind.ts";
import { databaseText } from "../support/database-text.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

// A canary stands in every secret of every block type that the server brings along. Nothing shows it but the one answer that
// is meant to: that of a client which asks for one document's secrets.

const CANARY = "canary-5d0e77aa";
const ALL_BLOCKS = blockRegistrations();

interface Document {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly data: object;
}

/** A value with a canary at each path: `token`, `credentials.password`, `headers.*`. */
function withCanaries(paths: readonly string[]): object {
  const data: Record<string, unknown> = {};
  for (const path of paths) {
    const names = path.split(".").map((name) => (name === "*" ? "any" : name));
    let place: Record<string, unknown> = data;
    for (const name of names.slice(0, -1)) place = (place[name] ??= {}) as Record<string, unknown>;
    place[names.at(-1) ?? ""] = CANARY;
  }
  return data;
}

async function saveAll(client: RouteClient): Promise<Document[]> {
  const documents: Document[] = [];
  for (const { type, fields } of ALL_BLOCKS) {
    const paths = fields["secret_fields"] as string[];
    if (paths.length === 0) continue;
    const found = await client.expect(200, "GET", `/block_types/slug/${type.slug}`);
    const filter = { block_schemas: { block_type_id: { any_: [idOf(found)] } } };
    const [schema] = (await client.expect(200, "POST", "/block_schemas/filter", filter)) as object[];
    const kind = { block_type_id: idOf(found), block_schema_id: idOf(schema) };
    const named = { name: "bird", data: withCanaries(paths) };
    const id = idOf(await client.expect(201, "POST", "/block_documents", { ...kind, ...named }));
    documents.push({ id, slug: type.slug, ...named });
  }
  return documents;
}

/** What is answered to whoever asks for one document, does something with it, or makes a mistake. */
async function answersAbout(client: RouteClient, { id, slug, name, data }: Document): Promise<unknown[]> {
  const byName = `/block_types/slug/${slug}/block_documents/name/${name}`;
  return [
    await client.ask("GET", `/block_documents/${id}`),
    await client.ask("GET", byName),
    await client.ask("GET", `/block_types/slug/${slug}/block_documents?include_secrets=true`),
    await client.ask("GET", `/tutti/blocks/${id}/uses`),
    await client.ask("PATCH", `/block_documents/${id}`, { data }),
    await client.ask("POST", "/block_documents", { name: 5, data }),
    await client.ask("PATCH", `/block_documents/${id}`, { data, merge_existing_data: 5 }),
  ];
}

/** Every list there is, and everything that is read without naming one. */
async function answersOfLists(client: RouteClient): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const { method, path } of routes) {
    if (path.includes("{") || path.endsWith("/live")) continue;
    if (method === "GET") answers.push(await client.ask("GET", path));
    if (method !== "POST" || !/filter|paginate|history|count/.test(path)) continue;
    answers.push(await client.ask("POST", path, {}), await client.ask("POST", path, { include_secrets: true }));
  }
  // The tests' clock is ahead of the one by which a filter without times is read.
  const occurred = { since: "2027-01-01T00:00:00Z", until: "2027-02-01T00:00:00Z" };
  return [...answers, await client.ask("POST", "/events/filter", { filter: { occurred }, limit: 50 })];
}

describeOnDatabases("a canary in every secret of every block type", (database) => {
  test("is in no answer but the one it is asked for in, no event, no log line and no page of the database", async () => {
    const { store, deps } = await database.open();
    const logged: string[] = [];
    const client = new RouteClient(store, deps, pino({ level: "trace" }, { write: (line) => void logged.push(line) }));
    await store.command("registerBlocks", { blocks: ALL_BLOCKS });
    const documents = await saveAll(client);
    expect(documents.length).toBeGreaterThan(30);
    const [first] = documents;
    const revealed = await client.expect(200, "GET", `/block_documents/${first?.id}?include_secrets=true`);
    expect(JSON.stringify(revealed)).toContain(CANARY);
    const answers: unknown[] = [];
    for (const document of documents) answers.push(...(await answersAbout(client, document)));
    answers.push(...(await answersOfLists(client)));
    const shown = [...answers.map((answer) => JSON.stringify(answer)), ...logged, await databaseText(database)];
    expect(shown.filter((text) => text.includes(CANARY)).map((text) => excerpt(text))).toEqual([]);
    expect(JSON.stringify(answers.at(-1))).toContain(`prefect.block-document.${documents.at(-1)?.id}`);
  });
});

function excerpt(text: string): string {
  const at = text.indexOf(CANARY);
  return text.slice(Math.max(0, at - 200), at + 50);
}
