import { expect, test } from "vitest";
import { blockKind, idOf } from "../support/block-kind.ts";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

async function open(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  return new RouteClient(store, deps);
}

async function newBlock(client: RouteClient, kind: object, name: string, data: object = {}): Promise<string> {
  return idOf(await client.expect(201, "POST", "/block_documents", { ...kind, name, data }));
}

const ref = (id: string) => ({ $ref: { block_document_id: id } });

describeOnDatabases("a block schema", (database) => {
  test("that several make at once is one", async () => {
    const client = await open(database);
    const type = { name: "Raced", slug: "raced" };
    const block_type_id = idOf(await client.expect(201, "POST", "/block_types", type));
    const body = { block_type_id, fields: { title: "Raced" } };
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.ask("POST", "/block_schemas", body)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([...Array(7).fill(200), 201]);
    expect(new Set(answers.map((answer) => idOf(answer.body))).size).toBe(1);
  });

  test("has its nested blocks made with it, and told with it", async () => {
    const client = await open(database);
    await client.expect(201, "POST", "/block_types", { name: "In", slug: "in" });
    const block_type_id = idOf(await client.expect(201, "POST", "/block_types", { name: "Out", slug: "out" }));
    const inner = { title: "In", type: "object", block_type_slug: "in", block_schema_references: {} };
    const fields = {
      title: "Out",
      properties: { in: { $ref: "#/definitions/In" } },
      block_schema_references: { in: { block_type_slug: "in", block_schema_checksum: "sha256:unknown" } },
      definitions: { In: inner },
    };
    const id = idOf(await client.expect(201, "POST", "/block_schemas", { block_type_id, fields }));
    const told = Object(await client.expect(200, "GET", `/block_schemas/${id}`)) as { fields: typeof fields };
    const checksum = told.fields.block_schema_references.in.block_schema_checksum;
    expect(checksum).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(told.fields).toEqual({
      ...fields,
      block_schema_references: { in: { block_type_slug: "in", block_schema_checksum: checksum } },
    });
    expect(await client.expect(200, "GET", `/block_schemas/checksum/${checksum}`)).toMatchObject({ fields: inner });
  });
});

describeOnDatabases("a block document", (database) => {
  test("is never within itself, however many try at once", async () => {
    const client = await open(database);
    const kind = await blockKind(client, "circular");
    const ids = await Promise.all(["a", "b", "c"].map((name) => newBlock(client, kind, name)));
    const answers = await Promise.all(
      ids.map((id, at) =>
        client.ask("PATCH", `/block_documents/${id}`, { data: { next: ref(ids[(at + 1) % 3] ?? "") } }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 204, 400]);
    for (const id of ids) await client.expect(200, "GET", `/block_documents/${id}?include_secrets=true`);
  });

  test("that stands in too many places is refused, not told without end", async () => {
    const client = await open(database);
    const kind = await blockKind(client, "doubling");
    let inner = await newBlock(client, kind, "level-0");
    const nest = async (level: number) => {
      const outer = await newBlock(client, kind, `level-${level}`);
      const data = { left: ref(inner), right: ref(inner) };
      inner = outer;
      return client.ask("PATCH", `/block_documents/${outer}`, { data });
    };
    for (let level = 1; level <= 12; level++) expect(await nest(level)).toMatchObject({ status: 204 });
    expect(await nest(13)).toEqual({
      status: 400,
      body: { detail: "Block document level-13 has too many others nested in it." },
    });
    await client.expect(200, "POST", "/block_documents/filter");
  });

  test("that goes is named no more by deployments, nor as the place of results", async () => {
    const client = await open(database);
    const kind = await blockKind(client, "storage");
    const storage = await newBlock(client, kind, "storage");
    const flow_id = idOf(await client.expect(201, "POST", "/flows", { name: "stored" }));
    const body = { flow_id, name: "deployed", storage_document_id: storage };
    const deployment = idOf(await client.expect(201, "POST", "/deployments", body));
    const refused = await client.ask("PUT", "/admin/storage", { default_result_storage_block_id: storage });
    expect(refused.status).toBe(422);
    await client.expect(204, "DELETE", `/block_types/${kind.block_type_id}`);
    expect(await client.expect(200, "GET", `/deployments/${deployment}`)).toMatchObject({ storage_document_id: null });
    expect(await client.expect(200, "GET", "/admin/storage")).toEqual({ default_result_storage_block_id: null });
  });
});
