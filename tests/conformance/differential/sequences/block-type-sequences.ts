import type { Sequence } from "../sequence.ts";
import { absentId } from "../starting-points.ts";

/** Only this story's types: the servers have others of their own. */
const mine = (slugs: readonly string[]) => ({ block_types: { slug: { any_: slugs } } });

export const blockTypeSequences: Sequence[] = [
  {
    title: "a block type is made, read, changed in what is given, deleted",
    play: async (api) => {
      const words = { logo_url: "https://example.com/logo.png", documentation_url: "https://example.com/docs" };
      const { id } = await api.post("/block_types/", {
        name: "First Type",
        slug: "first-type",
        ...words,
        description: `A <b>bold</b> & "quoted" 'type'`,
        code_example: "if a < b && c > d: pass",
      });
      await api.post("/block_types/", { name: "Another Name", slug: "first-type" });
      await api.get(`/block_types/${id}`);
      await api.get("/block_types/slug/first-type");
      await api.patch(`/block_types/${id}`, { description: "changed" });
      await api.patch(`/block_types/${id}`, { logo_url: null, code_example: null });
      await api.patch(`/block_types/${id}`, {});
      await api.get(`/block_types/${id}`);
      await api.delete(`/block_types/${id}`);
      await api.delete(`/block_types/${id}`);
      await api.get(`/block_types/${id}`);
      await api.get("/block_types/slug/first-type");
      await api.patch(`/block_types/${id}`, { description: "gone" });
    },
  },
  {
    title: "words of a block type that are changed are escaped as well",
    play: async (api) => {
      const { id } = await api.post("/block_types/", { name: "Escaped", slug: "escaped", description: "a < b" });
      await api.patch(`/block_types/${id}`, { description: "a > b" });
      await api.get(`/block_types/${id}`);
    },
  },
  {
    title: "names and slugs that a block type may not have",
    play: async (api) => {
      for (const name of ["a/b", "a%b", "", "Prefect Thing", "prefectly", null, 1, "x".repeat(300)]) {
        await api.post("/block_types/", { name, slug: "some-slug" });
      }
      for (const slug of ["UPPER", "sp ace", "under_score", "a.b", null, 1]) {
        await api.post("/block_types/", { name: "Some Name", slug });
      }
      await api.post("/block_types/", { name: "No Slug" });
      await api.post("/block_types/", { slug: "no-name" });
      await api.post("/block_types/", { name: "Extra", slug: "extra", is_protected: true });
      await api.post("/block_types/");
      const { id } = await api.post("/block_types/", { name: "Strict", slug: "strict" });
      await api.patch(`/block_types/${id}`, { name: "Another" });
      await api.patch(`/block_types/${id}`, { description: 1 });
      await api.patch(`/block_types/${absentId}`, { description: "none" });
      await api.get("/block_types/not-an-id");
    },
  },
  {
    title: "block types are filtered, sorted by name and paged",
    play: async (api) => {
      const slugs = ["filter-b", "filter-a", "filter-c"];
      for (const slug of slugs) {
        const { id } = await api.post("/block_types/", { name: `Filtered ${slug}`, slug });
        const fields = { title: slug, type: "object" };
        await api.post("/block_schemas/", { block_type_id: id, fields, capabilities: [slug, "all-filtered"] });
      }
      await api.post("/block_types/filter", mine(slugs));
      await api.post("/block_types/filter", { ...mine(slugs), limit: 1, offset: 1 });
      await api.post("/block_types/filter", mine([]));
      await api.post("/block_types/filter", { block_types: { name: { like_: "FILTERED filter-A" } } });
      const capable = (all_: readonly string[] | null) => ({ block_schemas: { block_capabilities: { all_ } } });
      for (const all_ of [["filter-a"], ["filter-a", "all-filtered"], ["filter-a", "filter-b"], ["none"], [], null]) {
        await api.post("/block_types/filter", { ...mine(slugs), ...capable(all_) });
      }
      await api.post("/block_types/filter", { ...mine(slugs), block_schemas: null, limit: null, offset: null });
      await api.post("/block_types/filter", { block_types: { unknown: 1 } });
      await api.post("/block_types/filter", { limit: 201 });
      await api.post("/block_types/filter", { offset: -1 });
    },
  },
];
