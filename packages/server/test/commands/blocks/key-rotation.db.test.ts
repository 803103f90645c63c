import { expect, test } from "vitest";
import { depsWith } from "../../../src/deps.ts";
import { keyId, newEncryptionKey, type EncryptionKey } from "../../../src/vault/encryption-key.ts";
import { blockKind, idOf, type BlockKind } from "../../support/block-kind.ts";
import { describeOnDatabases, openWithDeps, type DatabaseUnderTest } from "../../support/databases.ts";
import { RouteClient } from "../../support/route-client.ts";
import { testDeps } from "../../support/test-clock.ts";

const ROTATE = ["POST", "/tutti/encryption-key/rotate"] as const;
const COUNT = 120;

async function openWith(database: DatabaseUnderTest, ...keys: EncryptionKey[]) {
  const deps = { ...testDeps(), vault: depsWith(keys).vault };
  const store = await openWithDeps(database.kind, database.url(), deps);
  return { store, client: new RouteClient(store, deps) };
}

async function save(client: RouteClient, kind: BlockKind, name: string): Promise<string> {
  const body = { ...kind, name, data: { password: `secret of ${name}` } };
  return idOf(await client.expect(201, "POST", "/block_documents", body));
}

async function secretOf(client: RouteClient, id: string): Promise<unknown> {
  const document = await client.expect(200, "GET", `/block_documents/${id}?include_secrets=true`);
  return Object(document).data.password;
}

describeOnDatabases("the key that secrets are sealed with", (database) => {
  test("is exchanged in small steps, beside a server that reads and writes, and again where that stopped", async () => {
    const [old, young] = [newEncryptionKey(), newEncryptionKey()];
    const first = await openWith(database, old);
    const kind = await blockKind(first.client, "rotated", { secret_fields: ["password"] });
    const ids: string[] = [];
    for (let at = 0; at < COUNT; at++) ids.push(await save(first.client, kind, `block-${at}`));
    expect(await first.client.expect(200, ...ROTATE)).toEqual({ key_id: keyId(old), resealed: 0, left: 0 });
    await first.store.close();

    const [here, there] = [await openWith(database, young, old), await openWith(database, old, young)];
    const before = await save(here.client, kind, "before");
    // As far as a server came that was stopped halfway.
    await here.store.command("sealWithFirstKey", null);
    expect(await here.store.command("resealDocuments", { limit: 50 })).toBe(50);
    const writing = save(there.client, kind, "meanwhile");
    expect(await here.client.expect(200, ...ROTATE)).toEqual({ key_id: keyId(young), resealed: COUNT - 49, left: 0 });
    const meanwhile = await writing;
    expect(await secretOf(there.client, ids[7] ?? "")).toBe("secret of block-7");
    await Promise.all([here.store.close(), there.store.close()]);

    const after = await openWith(database, young);
    for (const [id, name] of [
      [ids[0], "block-0"],
      [ids.at(-1), `block-${COUNT - 1}`],
      [before, "before"],
      [meanwhile, "meanwhile"],
    ]) {
      expect(await secretOf(after.client, id ?? "")).toBe(`secret of ${name}`);
    }
    await after.store.close();
  });

  test("leaves alone what only others can open, and says how much it is", async () => {
    const [lost, own] = [newEncryptionKey(), newEncryptionKey()];
    const theirs = await openWith(database, lost);
    await theirs.client.ask(...ROTATE);
    const kind = await blockKind(theirs.client, "lost", { secret_fields: ["password"] });
    const id = await save(theirs.client, kind, "lost");
    await theirs.store.close();

    const { store, client } = await openWith(database, own);
    const { left, ...rotation } = Object(await client.expect(200, ...ROTATE));
    expect(rotation).toEqual({ key_id: keyId(own), resealed: 0 });
    expect(left).toBeGreaterThan(0);
    expect(await secretOf(client, await save(client, kind, "own"))).toBe("secret of own");
    await store.close();

    const again = await openWith(database, lost, own);
    expect(await secretOf(again.client, id)).toBe("secret of lost");
    await again.store.close();
    const keyless = await openWith(database);
    expect((await keyless.client.ask(...ROTATE)).body).toMatchObject({ code: "encryption_key_missing" });
    await keyless.store.close();
  });
});
