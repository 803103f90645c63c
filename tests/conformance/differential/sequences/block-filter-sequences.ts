import { newBlock, newBlockKind } from "../block-starting-points.ts";
import type { Sequence } from "../sequence.ts";
import { absentId, newFlow } from "../starting-points.ts";

export const blockFilterSequences: Sequence[] = [
  {
    title: "block documents are filtered, counted, sorted and paged",
    play: async (api) => {
      const red = await newBlockKind(api, "filter-red", { title: "Red" }, { capabilities: ["paints-red"] });
      const blue = await newBlockKind(api, "filter-blue", { title: "Blue" }, { capabilities: ["paints-blue"] });
      const ids = [];
      for (const name of ["m-two", "a-one"]) ids.push((await newBlock(api, red, name, { name })).id);
      for (const name of ["z-three", "b-four"]) ids.push((await newBlock(api, blue, name, { name })).id);
      const mine = { id: { any_: ids } };
      const bodies = [
        { block_documents: mine },
        { block_documents: { ...mine, name: { any_: ["a-one", "z-three"] } } },
        { block_documents: { ...mine, name: { like_: "-T" } } },
        { block_documents: { ...mine, block_type_id: { any_: [blue.typeId] } } },
        {
          block_documents: {
            operator: "or_",
            id: { any_: ids.slice(0, 1) },
            name: { any_: ["b-four"] },
            is_anonymous: null,
          },
        },
        { block_documents: { id: { any_: [] } } },
        { block_documents: mine, block_types: { slug: { any_: ["filter-blue"] } } },
        { block_documents: mine, block_types: { name: { like_: "FILTER-red" } } },
        { block_documents: mine, block_schemas: { block_capabilities: { all_: ["paints-red"] } } },
        { block_documents: mine, block_schemas: { id: { any_: [absentId] } } },
        { block_documents: mine, block_types: null, block_schemas: null },
        { block_documents: { unknown: 1 } },
      ];
      for (const body of bodies) {
        await api.post("/block_documents/filter", body);
        await api.post("/block_documents/count", body);
      }
      for (const sort of ["NAME_ASC", "NAME_DESC", "BLOCK_TYPE_AND_NAME_ASC", "SIDEWAYS"]) {
        await api.post("/block_documents/filter", { block_documents: mine, sort });
      }
      await api.post("/block_documents/filter", { block_documents: mine, limit: 2, offset: 1 });
      await api.post("/block_documents/filter", { limit: 201 });
    },
  },
  {
    title: "a deployment names blocks that are there, and outlives them",
    play: async (api) => {
      const kind = await newBlockKind(api, "deployed-block", { title: "Deployed" });
      const { id } = await newBlock(api, kind, "code", {});
      const flow_id = await newFlow(api, "names-blocks");
      for (const field of ["storage_document_id", "infrastructure_document_id"]) {
        await api.post("/deployments/", { flow_id, name: field, [field]: absentId });
        const deployment = await api.post("/deployments/", { flow_id, name: field, [field]: id });
        await api.get(`/deployments/${deployment.id}`);
      }
      await api.delete(`/block_documents/${id}`);
      await api.get("/deployments/name/names-blocks/storage_document_id");
    },
  },
  {
    title: "results go by default to a block that can write",
    play: async (api) => {
      const writes = await newBlockKind(api, "storage-writes", { title: "Writes" }, { capabilities: ["write-path"] });
      const reads = await newBlockKind(api, "storage-reads", { title: "Reads" }, { capabilities: ["read-path"] });
      const storage = await newBlock(api, writes, "storage", {});
      const other = await newBlock(api, reads, "no-storage", {});
      await api.get("/admin/storage");
      for (const id of [storage.id, other.id, absentId, "none", null]) {
        await api.put("/admin/storage", { default_result_storage_block_id: id });
        await api.get("/admin/storage");
      }
      await api.put("/admin/storage", {});
      await api.delete("/admin/storage");
      await api.delete("/admin/storage");
      await api.get("/admin/storage");
      await api.put("/admin/storage", { default_result_storage_block_id: storage.id });
      await api.delete(`/block_documents/${storage.id}`);
      await api.get("/admin/storage");
      const again = await newBlock(api, writes, "again", {});
      await api.put("/admin/storage", { default_result_storage_block_id: again.id });
      await api.delete(`/block_schemas/${writes.schemaId}`);
      await api.get("/admin/storage");
    },
  },
];
