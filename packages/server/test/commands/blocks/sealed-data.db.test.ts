import { expect, test } from "vitest";
import { depsWith } from "../../../src/deps.ts";
import { newEncryptionKey } from "../../../src/vault/encryption-key.ts";
import { blockKind, idOf } from "../../support/block-kind.ts";
import { databaseText } from "../../support/database-text.ts";
import { describeOnDatabases, openWithDeps } from "../../support/databases.ts";
import { RouteClient } from "../../support/route-client.ts";
import { testDeps } from "../../support/test-clock.ts";

const CANARY = "canary-7f3a9c1e";

describeOnDatabases("the data of blocks", (database) => {
  test("are nowhere in the database, before and after they are read", async () => {
    const { store, deps } = await database.open();
    const client = new RouteClient(store, deps);
    const kind = await blockKind(client, "canary", { secret_fields: ["password"] });
    const data = { password: CANARY, undeclared: [{ deep: CANARY }] };
    const id = idOf(await client.expect(201, "POST", "/block_documents", { ...kind, name: "bird", data }));
    await client.expect(204, "PATCH", `/block_documents/${id}`, { data: { password: `${CANARY}-2` } });
    const shown = await client.expect(200, "GET", `/block_documents/${id}?include_secrets=true`);
    expect(shown).toMatchObject({ data: { password: `${CANARY}-2`, undeclared: [{ deep: CANARY }] } });
    await client.expect(200, "POST", "/block_documents/filter", {});
    const text = await databaseText(database);
    expect(text).toContain("The canary");
    expect(text).not.toContain(CANARY);
  });
});

describeOnDatabases("a server with another key", (database) => {
  const own = newEncryptionKey();
  const openWith = async (...keys: ReturnType<typeof newEncryptionKey>[]) => {
    const deps = { ...testDeps(), vault: depsWith(keys).vault };
    const store = await openWithDeps(database.kind, database.url(), deps);
    return { store, client: new RouteClient(store, deps) };
  };

  test("reads no secrets of others and adds none, says which key is missing, and goes on when theirs are gone", async () => {
    const first = await openWith(own);
    const kind = await blockKind(first.client, "sealed", { secret_fields: ["password"] });
    const body = { ...kind, name: "first", data: { password: "x" } };
    const id = idOf(await first.client.expect(201, "POST", "/block_documents", body));
    await first.store.close();

    const other = newEncryptionKey();
    const { store, client } = await openWith(other);
    const missing = { status: 500, body: expect.objectContaining({ code: "encryption_key_missing" }) };
    expect(await client.ask("GET", `/block_documents/${id}?include_secrets=true`)).toEqual(missing);
    expect(await client.ask("PATCH", `/block_documents/${id}`, { data: { a: 1 } })).toEqual(missing);
    expect(await client.ask("POST", "/block_documents", { ...body, name: "second" })).toEqual(missing);
    expect(await client.expect(200, "GET", `/block_documents/${id}`)).toMatchObject({ name: "first", data: {} });
    await client.expect(204, "DELETE", `/block_documents/${id}`);
    await client.expect(201, "POST", "/block_documents", { ...body, name: "second" });
    await store.close();

    const late = await openWith(own);
    expect(await late.client.ask("POST", "/block_documents", { ...body, name: "third" })).toEqual(missing);
    await late.store.close();

    const both = await openWith(own, other);
    await both.client.expect(201, "POST", "/block_documents", { ...body, name: "third" });
    await both.store.close();

    const keyless = await openWith();
    expect(await keyless.client.ask("POST", "/block_documents", { ...body, name: "fourth" })).toEqual(missing);
    await keyless.store.close();
  });
});
