import { newBlockKind, newBlockSchema, referenceTo } from "../block-starting-points.ts";
import type { Sequence } from "../sequence.ts";
import { absentId } from "../starting-points.ts";

const text = { type: "string" };

export const blockSchemaSequences: Sequence[] = [
  {
    title: "a block schema is made once for each checksum and version",
    play: async (api) => {
      const kind = await newBlockKind(api, "schema-once", { title: "Once", properties: { a: text } });
      await newBlockSchema(api, kind.typeId, kind.slug, { title: "Once", properties: { a: text } });
      await newBlockSchema(api, kind.typeId, kind.slug, { title: "Once", properties: { a: text } }, { version: "1.0" });
      await newBlockSchema(api, kind.typeId, kind.slug, {
        title: "Once",
        properties: { a: text },
        secret_fields: ["a"],
      });
      await api.get(`/block_schemas/${kind.schemaId}`);
      for (const query of ["", "?version=1.0", "?version=non-versioned", "?version=2.0"]) {
        await api.get(`/block_schemas/checksum/${kind.checksum}${query}`);
      }
      await api.get("/block_schemas/checksum/sha256:none");
      await api.get(`/block_schemas/${absentId}`);
      await api.delete(`/block_schemas/${kind.schemaId}`);
      await api.delete(`/block_schemas/${kind.schemaId}`);
      await api.get(`/block_schemas/checksum/${kind.checksum}`);
    },
  },
  {
    title: "numbers and texts of a schema keep their form, and make its checksum",
    play: async (api) => {
      const { typeId } = await newBlockKind(api, "schema-exact", { title: "Exact" });
      const fields = [
        '{"default":5.0}',
        '{"default":5}',
        '{"n":[0.00001,0.0001,1e16,1e15,123456789012345678901234567890,-0.0,0.1,1E5,1e-7]}',
        '{"é":"ü\\u0000\\u007f\\n","😀":"😀","\\uffff":"<&>"}',
        '{"title":"No Definitions","definitions":{}}',
        "{}",
      ];
      for (const text of fields) {
        await api.request("POST", "/block_schemas/", { text: `{"block_type_id":"${typeId}","fields":${text}}` });
      }
      await api.post("/block_schemas/filter", { block_schemas: { block_type_id: { any_: [typeId] } } });
    },
  },
  {
    title: "schemas of nested blocks are put back into the one they are nested in",
    play: async (api) => {
      const inner = await newBlockKind(api, "nested-inner", { title: "Inner", properties: { i: text } });
      const innerFields = {
        title: "Inner",
        type: "object",
        properties: { i: text },
        block_type_slug: inner.slug,
        secret_fields: [],
        block_schema_references: {},
      };
      const { typeId, slug } = await newBlockKind(api, "nested-outer", { title: "Plain Outer" });
      const fields = {
        title: "Outer",
        properties: { inner: { $ref: "#/definitions/Inner" }, options: { $ref: "#/definitions/Options" } },
        block_schema_references: { inner: referenceTo(inner) },
        definitions: {
          Inner: innerFields,
          Options: { title: "Options", properties: { more: { $ref: "#/definitions/More" } } },
          More: { title: "More" },
          Unused: { title: "Unused" },
        },
      };
      const outer = await newBlockSchema(api, typeId, slug, fields, { capabilities: ["nests"] });
      await newBlockSchema(api, typeId, slug, fields);
      await api.get(`/block_schemas/${outer.id}`);
      await api.post("/block_schemas/filter", { block_schemas: { id: { any_: [outer.id, inner.schemaId] } } });
      const above = await newBlockKind(api, "nested-above", { title: "Plain Above" });
      const top = await newBlockSchema(api, above.typeId, above.slug, {
        title: "Above",
        properties: { outer: { $ref: "#/definitions/Outer" } },
        block_schema_references: {
          outer: { block_type_slug: slug, block_schema_checksum: Reflect.get(Object(outer.body), "checksum") },
        },
        definitions: { Outer: { ...fields, definitions: undefined }, ...fields.definitions },
      });
      await api.get(`/block_schemas/${top.id}`);
      await api.delete(`/block_schemas/${inner.schemaId}`);
      await api.get(`/block_schemas/${outer.id}`);
    },
  },
  {
    title: "a field may nest blocks of several types, whose schemas are made with the outer one",
    play: async (api) => {
      const one = await newBlockKind(api, "union-one", { title: "One", properties: { o: text } });
      const two = await api.post("/block_types/", { name: "The union-two", slug: "union-two" });
      const outer = await newBlockKind(api, "union-outer", { title: "Plain Union" });
      const fields = {
        title: "Union",
        properties: { either: { anyOf: [{ $ref: "#/definitions/One" }, { $ref: "#/definitions/Two" }] } },
        block_schema_references: {
          either: [referenceTo(one), { block_type_slug: "union-two", block_schema_checksum: "sha256:unknown" }],
        },
        definitions: {
          One: { title: "One", type: "object", block_type_slug: "union-one", properties: { o: text } },
          Two: { title: "Two", type: "object", block_type_slug: "union-two", properties: { t: text } },
        },
      };
      const made = await newBlockSchema(api, outer.typeId, outer.slug, fields);
      await api.get(`/block_schemas/${made.id}`);
      await api.post("/block_schemas/filter", { block_schemas: { block_type_id: { any_: [two.id] } } });
    },
  },
  {
    title: "schemas that cannot be made",
    play: async (api) => {
      const { typeId, slug } = await newBlockKind(api, "schema-refused", { title: "Refused" });
      await api.post("/block_schemas/", { block_type_id: absentId, fields: {} });
      await newBlockSchema(api, typeId, slug, {
        title: "Orphan",
        block_schema_references: { a: { block_type_slug: "no-such-type", block_schema_checksum: "sha256:none" } },
      });
      await api.post("/block_schemas/filter", { block_schemas: { block_type_id: { any_: [typeId] } } });
      const bodies = [
        {},
        { block_type_id: "none" },
        { block_type_id: typeId, fields: [] },
        { block_type_id: typeId, fields: null },
        { block_type_id: typeId, capabilities: "all" },
        { block_type_id: typeId, capabilities: [1] },
        { block_type_id: typeId, version: null },
        { block_type_id: typeId, checksum: "sha256:mine" },
      ];
      for (const body of bodies) await api.post("/block_schemas/", body);
    },
  },
  {
    title: "block schemas are filtered, the newest first, and paged",
    play: async (api) => {
      const { typeId, slug } = await newBlockKind(api, "schema-filter", { title: "F0" }, { capabilities: ["x-zero"] });
      const of = { block_type_id: { any_: [typeId] } };
      for (const [version, capabilities] of [
        ["1.0", ["x-one", "x-both"]],
        ["2.0", ["x-two", "x-both"]],
      ] as const) {
        await newBlockSchema(api, typeId, slug, { title: `F${version}` }, { version, capabilities });
      }
      const filters = [
        of,
        { ...of, version: { any_: ["1.0"] } },
        { ...of, block_capabilities: { all_: ["x-both"] } },
        { ...of, block_capabilities: { all_: ["x-both", "x-one"] } },
        { ...of, block_capabilities: { all_: [] } },
        { operator: "or_", version: { any_: ["1.0"] }, block_capabilities: { all_: ["x-zero"] } },
        { id: { any_: [] } },
        { unknown: 1 },
      ];
      for (const block_schemas of filters) await api.post("/block_schemas/filter", { block_schemas });
      await api.post("/block_schemas/filter", { block_schemas: of, limit: 1, offset: 1 });
      await api.post("/block_schemas/filter", { limit: 201 });
    },
  },
];
