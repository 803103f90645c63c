import { inspect } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";
import { readBlockDocumentByName } from "@tutti/client/block-documents";
import { filterBlockTypes } from "@tutti/client/block-types";
import { block } from "../../src/blocks/block-field.ts";
import { defineBlock } from "../../src/blocks/define-block.ts";
import { loadBlock } from "../../src/blocks/load-block.ts";
import { Secret } from "../../src/blocks/secret.ts";
import { secret } from "../../src/blocks/secret-value.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

class Login extends defineBlock({
  slug: "test-login",
  name: "Test Login",
  description: "Signs in.",
  fields: z.object({ userName: z.string(), password: secret(), sessionToken: secret().optional() }),
}) {
  header(): string {
    return `${this.userName}:${this.password.get()}`;
  }
}

class Key extends defineBlock({ slug: "test-key", name: "Test Key", fields: z.object({ key: secret() }) }) {}

class Shelf extends defineBlock({
  slug: "test-shelf",
  name: "Test Shelf",
  fields: z.object({
    shelfName: z.string().describe("What it is called."),
    login: block(Login, Key).optional(),
    sizes: z.object({ maxItems: z.int().default(5), tags: z.record(z.string(), z.string()) }).optional(),
    rowCount: z.int().default(3),
  }),
}) {
  async readPath(path: string): Promise<Uint8Array> {
    return Buffer.from(path);
  }
}

test("a block comes back with its fields, its methods, its secrets and the block in it", async () => {
  const login = new Login({ userName: "ann", password: "canary-1" });
  await login.save("ann");
  const shelf = new Shelf({ shelfName: "top", login, sizes: { tags: { aKey: "v", b_key: "w" } } });
  await shelf.save("top");
  const loaded = await Shelf.load("top");
  expect(loaded).toEqual(shelf);
  expect(loaded).toBeInstanceOf(Shelf);
  expect(loaded.login).toBeInstanceOf(Login);
  expect(loaded.login instanceof Login && loaded.login.header()).toBe("ann:canary-1");
  expect([loaded.documentName, loaded.documentId]).toEqual(["top", shelf.documentId]);
  expect(loaded.login?.documentId).toBe(login.documentId);
  expect((await loadBlock("test-shelf/top")).constructor).toBe(Shelf);
});

test("the wire has snake_case, a reference and masks", async () => {
  const { data, block_document_references, block_schema } = await readBlockDocumentByName(
    records.api,
    "test-shelf",
    "top",
  );
  expect(data).toEqual({
    shelf_name: "top",
    login: { user_name: "ann", password: "********", session_token: null },
    sizes: { max_items: 5, tags: { aKey: "v", b_key: "w" } },
    row_count: 3,
  });
  expect(Object.keys(block_document_references)).toEqual(["login"]);
  expect(block_schema?.capabilities).toEqual(["read-path"]);
  expect(block_schema?.fields).toMatchObject({
    title: "TestShelf",
    block_type_slug: "test-shelf",
    required: ["shelf_name"],
    secret_fields: ["login.password", "login.session_token", "login.key"],
    properties: {
      shelf_name: { type: "string", title: "Shelf Name", description: "What it is called.", position: 0 },
      login: {
        anyOf: [{ anyOf: [{ $ref: "#/definitions/TestLogin" }, { $ref: "#/definitions/TestKey" }] }, { type: "null" }],
      },
      row_count: { type: "integer", default: 3 },
    },
  });
});

test("a secret is not shown by printing, inspecting or writing it", () => {
  const login = new Login({ userName: "ann", password: "canary-2" });
  const shown = [inspect(login, { depth: 9, showHidden: true }), JSON.stringify(login), String(login.password)];
  for (const text of shown) expect(text).not.toContain("canary");
});

test("a name that is taken is written over when asked to, and what is left out then is gone", async () => {
  await new Login({ userName: "bob", password: "p", sessionToken: "s" }).save("bob");
  const next = new Login({ userName: "bobby", password: "q" });
  await expect(next.save("bob")).rejects.toMatchObject({ code: "name_taken" });
  await next.save("bob", { overwrite: true });
  expect(await Login.load("bob")).toEqual(next);
  await Login.delete("bob");
  await expect(Login.load("bob")).rejects.toMatchObject({
    code: "not_found",
    message: "There is no block test-login/bob.",
  });
});

test("a block that was not saved is kept within the one it stands in", async () => {
  const shelf = new Shelf({ shelfName: "low", login: new Key({ key: "k" }) });
  await shelf.save("low");
  const loaded = await Shelf.load("low");
  expect(loaded.login).toBeInstanceOf(Key);
  expect(loaded.login?.documentId).toBeNull();
});

test("a secret may be any JSON", async () => {
  await new Secret({ value: { user: "u", list: [5, null] } }).save("structured");
  expect((await Secret.load("structured")).get()).toEqual({ user: "u", list: [5, null] });
  const generic = await loadBlock<Secret>("secret/structured");
  expect(generic).toBeInstanceOf(Secret);
});

test("what is wrong is said in one message, and nothing is saved", async () => {
  expect(() => new Login({ userName: "u", password: 5 as never })).toThrow(
    "The block is not as it should be: test-login: password: Invalid input: expected string, received number",
  );
  expect(() => new Login({ userName: "u", pasword: "x" } as never)).toThrow(/pasword/);
  class Ring extends defineBlock({
    slug: "test-ring",
    name: "Ring",
    fields: z.object({ next: z.custom<object>().optional() }),
  }) {}
  const [one, two] = [new Ring({}), new Ring({})];
  Object.assign(one, { next: two });
  Object.assign(two, { next: one });
  await expect(one.save("ring")).rejects.toMatchObject({
    code: "invalid_block",
    detail: "test-ring has itself within it: remove one of the references",
  });
  const login = new Login({ userName: "u", password: "p" });
  await expect(login.save("No Good")).rejects.toMatchObject({ code: "invalid_block" });
  Object.assign(login, { userName: 5 });
  await expect(login.save("good")).rejects.toMatchObject({
    detail: expect.stringContaining("userName: Invalid input"),
  });
  const types = await filterBlockTypes(records.api, { block_types: { slug: { any_: ["test-ring"] } } });
  expect(types).toEqual([]);
});

test("a block whose nested one was deleted is not saved, and says so", async () => {
  const login = new Login({ userName: "gone", password: "p" });
  await login.save("gone");
  await Login.delete("gone");
  const shelf = new Shelf({ shelfName: "x", login });
  await expect(shelf.save("orphan")).rejects.toMatchObject({
    code: "invalid_block",
    detail: `test-shelf: Block document ${login.documentId} not found.`,
  });
  await expect(Shelf.load("orphan")).rejects.toMatchObject({ code: "not_found" });
});

test("a type that nobody here defines has its fields, secrets masked", async () => {
  const { createBlockType } = await import("@tutti/client/block-types");
  const { createBlockSchema } = await import("@tutti/client/block-schemas");
  const { createBlockDocument } = await import("@tutti/client/block-documents");
  const type = await createBlockType(records.api, { name: "Foreign", slug: "foreign" });
  const fields = {
    title: "Foreign",
    type: "object",
    properties: { api_key: {}, key_2: {} },
    secret_fields: ["api_key"],
  };
  const schema = await createBlockSchema(records.api, { block_type_id: type.id, fields });
  const data = { api_key: "canary", key_2: { a_b: 1 } };
  await createBlockDocument(records.api, { name: "one", data, block_type_id: type.id, block_schema_id: schema.id });
  const foreign = await loadBlock("foreign/one");
  expect(inspect(foreign)).toMatch(/apiKey: SecretValue\(\*{8}\)[^]*key2?_?2?: \{ a_b: 1 \}/);
});
