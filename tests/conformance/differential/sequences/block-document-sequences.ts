import { blockRef, newBlock, newBlockKind, newBlockSchema } from "../block-starting-points.ts";
import type { Sequence } from "../sequence.ts";
import { absentId } from "../starting-points.ts";

const text = { type: "string" };
const secretKind = {
  title: "Keeper",
  properties: { user: text, password: text, headers: { type: "object" }, nested: { type: "object" } },
  secret_fields: ["password", "headers.*", "nested.token"],
};

export const blockDocumentSequences: Sequence[] = [
  {
    title: "a block document is made, read by id and by name, changed, deleted",
    play: async (api) => {
      const kind = await newBlockKind(api, "doc-plain", { title: "Plain", properties: { a: text } });
      const { id } = await newBlock(api, kind, "plain-one", { a: "x", b: [1, { c: null }] });
      await newBlock(api, kind, "plain-one", { a: "y" });
      await api.get(`/block_documents/${id}`);
      await api.get("/block_types/slug/doc-plain/block_documents/name/plain-one");
      await api.get("/block_types/slug/doc-plain/block_documents");
      await api.patch(`/block_documents/${id}`, { data: { a: "changed", d: true } });
      await api.get(`/block_documents/${id}`);
      await api.patch(`/block_documents/${id}`, { data: { only: 1 }, merge_existing_data: false });
      await api.get(`/block_documents/${id}`);
      await api.patch(`/block_documents/${id}`, {});
      await api.patch(`/block_documents/${id}`, { merge_existing_data: false });
      await api.get(`/block_documents/${id}`);
      await api.delete(`/block_documents/${id}`);
      await api.delete(`/block_documents/${id}`);
      await api.get(`/block_documents/${id}`);
      await api.patch(`/block_documents/${id}`, { data: {} });
      await api.get("/block_types/slug/doc-plain/block_documents/name/plain-one");
      await api.get("/block_types/slug/no-such/block_documents/name/plain-one");
      await api.get("/block_types/slug/no-such/block_documents");
    },
  },
  {
    title: "numbers in a block's data keep their form",
    play: async (api) => {
      const { typeId, schemaId } = await newBlockKind(api, "doc-exact", { title: "Exact Doc" });
      const data = '{"f":5.0,"big":12345678901234567890,"nul":"\\u0000","deep":{"list":[1.50]}}';
      const ids = `"block_type_id":"${typeId}","block_schema_id":"${schemaId}"`;
      await api.request("POST", "/block_documents/", { text: `{"name":"exact","data":${data},${ids}}` });
      await api.get("/block_types/slug/doc-exact/block_documents/name/exact");
    },
  },
  {
    title: "secrets are masked unless one document's are asked for",
    play: async (api) => {
      const kind = await newBlockKind(api, "doc-secret", secretKind);
      const data = { user: "me", password: "hunter2", headers: { "x-key": "k", plain: null }, nested: { token: "t" } };
      const { id } = await newBlock(api, kind, "kept", data);
      const byName = "/block_types/slug/doc-secret/block_documents/name/kept";
      for (const path of [`/block_documents/${id}`, byName]) {
        for (const query of ["", "?include_secrets=true", "?include_secrets=1", "?include_secrets=false"]) {
          await api.get(`${path}${query}`);
        }
        await api.get(`${path}?include_secrets=perhaps`);
      }
      await newBlock(api, kind, "empty", { password: null, headers: {}, nested: {} });
      await newBlock(api, kind, "odd", { password: 0, headers: null, nested: { token: null, other: 1 } });
      await api.get("/block_types/slug/doc-secret/block_documents?include_secrets=false");
      await api.get("/block_types/slug/doc-secret/block_documents?include_secrets=perhaps");
    },
  },
  {
    title: "a mask that is sent back keeps the secret",
    play: async (api) => {
      const kind = await newBlockKind(api, "doc-mask", secretKind);
      const data = { user: "me", password: "hunter2", headers: { "x-key": "k" }, nested: { token: "t", n: 1 } };
      const { id } = await newBlock(api, kind, "masked", data);
      const shown = `/block_documents/${id}?include_secrets=true`;
      const mask = "********";
      await api.patch(`/block_documents/${id}`, { data: { user: "you", password: mask } });
      await api.get(shown);
      await api.patch(`/block_documents/${id}`, { data: { headers: { "x-key": mask, new: "h" } } });
      await api.get(shown);
      await api.patch(`/block_documents/${id}`, { data: { user: mask, nested: { token: mask, n: 2 } } });
      await api.get(shown);
      const whole = { user: "us", password: mask, nested: { token: "new" } };
      await api.patch(`/block_documents/${id}`, { data: whole, merge_existing_data: false });
      await api.get(shown);
    },
  },
  {
    title: "a secret that is an object is masked whole",
    play: async (api) => {
      const kind = await newBlockKind(api, "doc-object", secretKind);
      const { id } = await newBlock(api, kind, "object", {
        password: { user: "u", pass: ["p"] },
        nested: [{ token: 1 }],
      });
      await api.get(`/block_documents/${id}`);
    },
  },
  {
    title: "lists mask secrets, whoever asks",
    play: async (api) => {
      const kind = await newBlockKind(api, "doc-listed", secretKind);
      await newBlock(api, kind, "listed", { user: "me", password: "hunter2" });
      const of = { block_documents: { block_type_id: { any_: [kind.typeId] } } };
      await api.post("/block_documents/filter", of);
      await api.post("/block_documents/filter", { ...of, include_secrets: true });
      await api.get("/block_types/slug/doc-listed/block_documents?include_secrets=true");
    },
  },
  {
    title: "a document moves to another schema of its type",
    play: async (api) => {
      const kind = await newBlockKind(api, "doc-moves", { title: "M1", properties: { a: text } });
      const other = await newBlockKind(api, "doc-other", { title: "O1" });
      const { id } = await newBlock(api, kind, "mover", { a: "1" });
      const second = await newBlockSchema(api, kind.typeId, kind.slug, { title: "M2", secret_fields: ["a"] });
      await api.patch(`/block_documents/${id}`, { block_schema_id: second.id });
      await api.get(`/block_documents/${id}`);
      await api.patch(`/block_documents/${id}`, { block_schema_id: second.id, data: {} });
      await api.get(`/block_documents/${id}`);
      await api.patch(`/block_documents/${id}`, { block_schema_id: other.schemaId, data: {} });
      await api.patch(`/block_documents/${id}`, { block_schema_id: null, data: { a: "2" } });
      await api.get(`/block_documents/${id}?include_secrets=true`);
      await api.delete(`/block_schemas/${second.id}`);
      await api.get(`/block_documents/${id}`);
    },
  },
  {
    title: "anonymous documents are named, and left out of lists",
    play: async (api) => {
      const kind = await newBlockKind(api, "doc-anonymous", { title: "Anonymous" });
      const { id } = await newBlock(api, kind, null, { a: 1 }, { is_anonymous: true });
      await newBlock(api, kind, "anonymous-with-name", {}, { is_anonymous: true });
      await newBlock(api, kind, "named", {});
      await api.get(`/block_documents/${id}`);
      await api.get("/block_types/slug/doc-anonymous/block_documents/name/anonymous-with-name");
      await api.get("/block_types/slug/doc-anonymous/block_documents");
      const of = { block_type_id: { any_: [kind.typeId] }, name: { like_: "named" } };
      for (const is_anonymous of [{ eq_: true }, { eq_: false }, { eq_: null }]) {
        await api.post("/block_documents/count", { block_documents: { ...of, name: null, is_anonymous } });
      }
      await api.post("/block_documents/count", { block_documents: { ...of, name: null, is_anonymous: null } });
      await api.post("/block_documents/filter", { block_documents: of });
      await api.post("/block_documents/filter", { block_types: { slug: { any_: ["doc-anonymous"] } } });
    },
  },
  {
    title: "documents that cannot be made",
    play: async (api) => {
      const kind = await newBlockKind(api, "doc-refused", { title: "Refused Doc" });
      for (const name of ["UPPER", "sp ace", "a/b", "", null, 1]) await newBlock(api, kind, name as string, {});
      const ids = { block_type_id: kind.typeId, block_schema_id: kind.schemaId };
      const bodies = [
        {},
        { ...ids },
        { name: "no-ids" },
        { ...ids, name: "odd", data: [] },
        { ...ids, name: "odd", data: null },
        { ...ids, name: "odd", extra: 1 },
        { ...ids, name: "odd", is_anonymous: null },
        { ...ids, name: "odd", block_schema_id: absentId },
        { ...ids, name: "odd", data: { other: { $ref: {} } } },
        { ...ids, name: "odd", data: { other: blockRef(absentId) } },
        { ...ids, name: "odd", data: { password: "p" }, extra: 1 },
        { name: "no-ids", data: { password: "p" } },
      ];
      for (const body of bodies) await api.post("/block_documents/", body);
      await api.patch(`/block_documents/${absentId}`, { data: {} });
      const { id } = await newBlock(api, kind, "made", {});
      for (const body of [{ data: null }, { data: [] }, { name: "x" }, { merge_existing_data: null }]) {
        await api.patch(`/block_documents/${id}`, body);
      }
    },
  },
];
