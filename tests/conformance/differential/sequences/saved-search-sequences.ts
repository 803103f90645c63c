import type { Sequence } from "../sequence.ts";
import { absentId } from "../starting-points.ts";

const path = "/saved_searches";

function filter(value: unknown) {
  return { object: "flow", property: "name", type: "string", operation: "equals", value };
}

export const savedSearchSequences: Sequence[] = [
  {
    title: "a search is saved under its name, read and deleted",
    play: async (api) => {
      const { id } = await api.put(`${path}/`, {
        name: "mine",
        filters: [filter("x"), filter(["a", null, { n: 1.5 }])],
      });
      await api.put(`${path}/`, { name: "mine", filters: [filter(null)] });
      await api.get(`${path}/${id}`);
      await api.put(`${path}/`, { name: "mine" });
      await api.delete(`${path}/${id}`);
      await api.delete(`${path}/${id}`);
      for (const unknown of [absentId, "not-a-uuid"]) {
        await api.get(`${path}/${unknown}`);
        await api.delete(`${path}/${unknown}`);
      }
    },
  },
  {
    title: "what a saved search must say",
    play: async (api) => {
      const { value: _value, ...valueless } = filter(1);
      for (const body of [
        {},
        { name: 1 },
        { name: "x", filters: null },
        { name: "x", filters: [{}] },
        { name: "x", filters: [valueless] },
        { name: "x", filters: [{ ...filter(1), object: 1 }] },
        { name: "x", more: 1 },
      ]) {
        await api.put(`${path}/`, body);
      }
    },
  },
  {
    title: "saved searches are listed by name and by page",
    play: async (api) => {
      for (const name of ["listed b", "listed a"]) await api.put(`${path}/`, { name, filters: [filter(name)] });
      await api.post(`${path}/filter`, {});
      await api.post(`${path}/filter`, { limit: 1, offset: 1 });
      for (const page of [{ limit: 201 }, { offset: -1 }]) await api.post(`${path}/filter`, page);
    },
  },
];
