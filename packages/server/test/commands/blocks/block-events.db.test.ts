import { expect, test } from "vitest";
import { blockKind, idOf } from "../../support/block-kind.ts";
import { describeOnDatabases, type DatabaseUnderTest } from "../../support/databases.ts";
import { RouteClient } from "../../support/route-client.ts";
import { eventsOfResource } from "../../support/events-of-resource.ts";

async function open(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  return { client: new RouteClient(store, deps), deps };
}

async function told(database: DatabaseUnderTest, resource: string) {
  const events = await eventsOfResource(database, resource);
  return events.map(({ event, payload }) => ({ event, payload }));
}

describeOnDatabases("events of block types", (database) => {
  test("tell what the type became, and nothing of an update that changes nothing", async () => {
    const { client, deps } = await open(database);
    const words = { logo_url: null, documentation_url: null, description: "a < b", code_example: null };
    const type = { name: "Told", slug: "told-type" };
    const id = idOf(await client.expect(201, "POST", "/block_types", { ...type, ...words }));
    for (const changes of [words, { ...words, description: "new" }]) {
      deps.advance(1);
      await client.expect(204, "PATCH", `/block_types/${id}`, changes);
    }
    deps.advance(1);
    await client.expect(204, "DELETE", `/block_types/${id}`);
    const payload = (description: string) => ({ ...type, ...words, description, is_protected: false });
    expect(await told(database, `prefect.block-type.${id}`)).toEqual([
      { event: "prefect.block-type.created", payload: payload("a &lt; b") },
      { event: "prefect.block-type.updated", payload: payload("new") },
      { event: "prefect.block-type.deleted", payload: payload("new") },
    ]);
  });
});

const data = { user: "me", password: "hunter2", "token.*": "x", port: 1, more: { deep: "text" } };

describeOnDatabases("events of block documents", (database) => {
  test("tell the texts of its data that are no secrets", async () => {
    const { client, deps } = await open(database);
    const kind = await blockKind(client, "told-document", { secret_fields: ["password"] });
    const id = idOf(await client.expect(201, "POST", "/block_documents", { ...kind, name: "told", data }));
    deps.advance(1);
    await client.expect(204, "PATCH", `/block_documents/${id}`, { data: { user: "you" } });
    deps.advance(1);
    await client.expect(204, "DELETE", `/block_documents/${id}`);
    const resource = `prefect.block-document.${id}`;
    const payload = (user: string) => ({
      name: "told",
      data: { user, "token.*": "x" },
      block_schema: { capabilities: ["tested"], block_type: { id: kind.block_type_id, name: "The told-document" } },
    });
    const related = [
      {
        "prefect.resource.id": `prefect.block-type.${kind.block_type_id}`,
        "prefect.resource.role": "block-type",
        "prefect.resource.name": "The told-document",
      },
      {
        "prefect.resource.id": `prefect.block-schema.${kind.block_schema_id}`,
        "prefect.resource.role": "block-schema",
      },
    ];
    const expected = [
      ["created", "me"],
      ["updated", "you"],
      ["deleted", "you"],
    ] as const;
    expect(await eventsOfResource(database, resource)).toEqual(
      expected.map(([verb, user]) =>
        expect.objectContaining({
          event: `prefect.block-document.${verb}`,
          resource: { "prefect.resource.id": resource, "prefect.resource.name": "told" },
          related,
          payload: payload(user),
        }),
      ),
    );
  });

  test("are none for anonymous documents", async () => {
    const { client } = await open(database);
    const kind = await blockKind(client, "silent-document");
    const id = idOf(await client.expect(201, "POST", "/block_documents", { ...kind, is_anonymous: true }));
    await client.expect(204, "PATCH", `/block_documents/${id}`, { data: { a: 1 } });
    await client.expect(204, "DELETE", `/block_documents/${id}`);
    expect(await eventsOfResource(database, `prefect.block-document.${id}`)).toEqual([]);
  });
});

describeOnDatabases("events of reads", (database) => {
  test("tell of each that shows secrets, and of no other", async () => {
    const { client } = await open(database);
    const kind = await blockKind(client, "read-document", { secret_fields: ["password"] });
    const secretive = idOf(await client.expect(201, "POST", "/block_documents", { ...kind, name: "secretive", data }));
    const open_ = idOf(
      await client.expect(201, "POST", "/block_documents", { ...kind, name: "open", data: { port: 1 } }),
    );
    const nesting = { other: { $ref: { block_document_id: secretive } } };
    const outer = idOf(await client.expect(201, "POST", "/block_documents", { ...kind, name: "outer", data: nesting }));
    const byName = "/block_types/slug/read-document/block_documents/name/secretive";
    await client.expect(200, "GET", byName);
    await client.expect(200, "POST", "/block_documents/filter", { include_secrets: true });
    for (const path of [byName, ...[secretive, open_, outer].map((id) => `/block_documents/${id}`)]) {
      await client.expect(200, "GET", `${path}?include_secrets=true`);
    }
    const reads = async (id: string) =>
      (await told(database, `prefect.block-document.${id}`)).filter(({ event }) => String(event).endsWith("read"));
    const event = (name: string) => ({
      event: "prefect.block-document.secrets-read",
      payload: { name, block_type_name: "The read-document", is_anonymous: false },
    });
    expect(await reads(secretive)).toEqual([event("secretive"), event("secretive")]);
    expect(await reads(open_)).toEqual([]);
    expect(await reads(outer)).toEqual([event("outer")]);
  });
});
