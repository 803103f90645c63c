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
  const one = new Ring({});
  const loop = new Shelf({ shelfName: "x" });
  await expect(new Login({ userName: "u", password: "p" }).save("No Good")).rejects.toMatchObject({
    code: "invalid_block",
  });
  Object.assign(loop, { login: loop });
  await expect(loop.save("loop")).rejects.toMatchObject({ code: "invalid_block" });
  expect(one.documentId).toBeNull();
  const types = await filterBlockTypes(records.api, { block_types: { slug: { any_: ["test-ring"] } } });
  expect(types).toEqual([]);
});
