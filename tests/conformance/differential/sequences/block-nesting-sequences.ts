import { blockRef, newBlock, newBlockKind } from "../block-starting-points.ts";
import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";

async function newKinds(api: Session, prefix: string) {
  const inner = await newBlockKind(api, `${prefix}-inner`, { title: `${prefix} Inner`, secret_fields: ["token"] });
  const outer = await newBlockKind(api, `${prefix}-outer`, {
    title: `${prefix} Outer`,
    secret_fields: ["inner.token"],
  });
  return { inner, outer };
}

export const blockNestingSequences: Sequence[] = [
  {
    title: "a nested block is read in its place, its secrets masked or not",
    play: async (api) => {
      const { inner, outer } = await newKinds(api, "nest");
      const child = await newBlock(api, inner, "child", { token: "secret", open: 1 });
      const parent = await newBlock(api, outer, "parent", { inner: blockRef(child.id), own: "o" });
      const top = await newBlock(api, outer, "top", { inner: blockRef(parent.id), again: blockRef(child.id) });
      for (const id of [parent.id, top.id]) {
        await api.get(`/block_documents/${id}`);
        await api.get(`/block_documents/${id}?include_secrets=true`);
      }
      const of = { block_documents: { block_type_id: { any_: [outer.typeId] } } };
      await api.post("/block_documents/filter", of);
      await api.patch(`/block_documents/${child.id}`, { data: { open: 2 } });
      await api.get(`/block_documents/${top.id}`);
      await api.delete(`/block_documents/${child.id}`);
      await api.get(`/block_documents/${top.id}`);
    },
  },
  {
    title: "nested blocks are exchanged, kept and dropped with the data",
    play: async (api) => {
      const { inner, outer } = await newKinds(api, "swap");
      const [one, two] = [await newBlock(api, inner, "one", { v: 1 }), await newBlock(api, inner, "two", { v: 2 })];
      const { id } = await newBlock(api, outer, "swapped", { inner: blockRef(one.id), keep: blockRef(two.id) });
      const patches = [
        { data: { inner: blockRef(two.id), keep: blockRef(two.id) } },
        { data: { plain: 1, keep: blockRef(two.id) } },
        { data: { inner: { v: "written out" } } },
        { data: { inner: blockRef(one.id) } },
        { data: { keep: blockRef(one.id) }, merge_existing_data: false },
      ];
      for (const patch of patches) {
        await api.patch(`/block_documents/${id}`, patch);
        await api.get(`/block_documents/${id}`);
      }
    },
  },
  {
    title: "a block is never within itself",
    play: async (api) => {
      const { inner, outer } = await newKinds(api, "cycle");
      const bottom = await newBlock(api, inner, "bottom", {});
      const middle = await newBlock(api, outer, "middle", { inner: blockRef(bottom.id) });
      const top = await newBlock(api, outer, "top", { inner: blockRef(middle.id) });
      for (const id of [bottom.id, middle.id, top.id]) {
        await api.patch(`/block_documents/${bottom.id}`, { data: { inner: blockRef(id) } });
      }
      await api.get(`/block_documents/${bottom.id}`);
      await api.get(`/block_documents/${top.id}`);
    },
  },
];
