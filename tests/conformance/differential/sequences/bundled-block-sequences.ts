import { z } from "zod";
import type { Sequence } from "../sequence.ts";

const SYSTEM = ["secret", "webhook", "local-file-system"];
const row = z.looseObject({ id: z.string() });

export const bundledBlockSequences: Sequence[] = [
  {
    title: "the system's own block types cannot be deleted",
    play: async (api) => {
      await api.post("/block_types/install_system_block_types");
      await api.post("/block_types/install_system_block_types");
      for (const slug of SYSTEM) {
        const { id } = await api.get(`/block_types/slug/${slug}`);
        await api.delete(`/block_types/${id}`);
        const filter = { block_schemas: { block_type_id: { any_: [id] } } };
        const { body } = await api.post("/block_schemas/filter", filter);
        const [schema] = z.array(row).parse(body);
        await api.delete(`/block_schemas/${schema?.id}`);
        await api.get(`/block_documents/${id}`);
      }
    },
  },
  {
    title: "what blocks can do is listed",
    play: async (api) => {
      await api.post("/block_types/install_system_block_types");
      await api.get("/block_capabilities/");
    },
  },
  {
    title: "views of collections are known by name",
    play: async (api) => {
      await api.get("/collections/views/no-such-view");
      await api.get("/collections/views/aggregate-worker-metadata");
    },
  },
];
