import type { Sequence } from "../sequence.ts";
import { absentId } from "../starting-points.ts";

export const variableSequences: Sequence[] = [
  {
    title: "a variable is created once, with any JSON as its value",
    play: async (api) => {
      const values = ["text", 1, 5.5, true, null, [1, "a"], { deep: { list: [null] } }];
      for (const [index, value] of values.entries()) await api.post("/variables/", { name: `kind_${index}`, value });
      await api.post("/variables/", { name: "kind_0", value: "again" });
      await api.request("POST", "/variables/", {
        text: '{"name":"exact","value":{"f":5.0,"big":12345678901234567890,"e":1e3}}',
      });
      await api.get("/variables/name/exact");
    },
  },
  {
    title: "names and values that a variable may not have",
    play: async (api) => {
      for (const name of ["UPPER", "sp ace", "ok_name-1", "é", "", "x".repeat(255), "x".repeat(256), "a.b", null, 1]) {
        await api.post("/variables/", { name, value: 1 });
      }
      await api.post("/variables/", { name: "too_long", value: "x".repeat(5001) });
      await api.post("/variables/", { name: "long", value: "x".repeat(4998) });
      await api.post("/variables/", { name: "no_value" });
      await api.post("/variables/", { name: "extra", value: 1, extra: 1 });
      await api.post("/variables/", { name: "tags", value: 1, tags: null });
      await api.post("/variables/", { name: "tags", value: 1, tags: ["a", "a"] });
    },
  },
  {
    title: "a variable is read, changed and deleted by id and by name",
    play: async (api) => {
      const { id } = await api.post("/variables/", { name: "by_id", value: 1, tags: ["a"] });
      await api.get(`/variables/${id}`);
      await api.patch(`/variables/${id}`, { value: { n: 2 } });
      await api.get(`/variables/${id}`);
      await api.patch(`/variables/${id}`, { name: "by_name" });
      await api.get("/variables/name/by_id");
      await api.patch("/variables/name/by_name", { tags: ["b"] });
      await api.patch("/variables/name/by_name", { value: null });
      await api.patch("/variables/name/by_name", { unknown: 1 });
      await api.patch(`/variables/${id}`, { name: "Not Good" });
      await api.get("/variables/name/by_name");
      await api.delete("/variables/name/by_name");
      await api.delete("/variables/name/by_name");
      await api.delete(`/variables/${id}`);
      const again = await api.post("/variables/", { name: "by_id", value: 1 });
      await api.delete(`/variables/${again.id}`);
      await api.get(`/variables/${id}`);
      await api.patch(`/variables/${id}`, { value: 1 });
      await api.patch("/variables/name/by_name", { value: 1 });
      await api.delete(`/variables/${absentId}`);
      for (const method of ["GET", "DELETE"]) await api.request(method, "/variables/not-a-uuid");
      await api.patch("/variables/not-a-uuid", { value: 1 });
    },
  },
  {
    title: "renaming a variable to a name that is taken",
    play: async (api) => {
      await api.post("/variables/", { name: "taken", value: 1 });
      const { id } = await api.post("/variables/", { name: "renamed", value: 1 });
      await api.patch(`/variables/${id}`, { name: "taken" });
      await api.get(`/variables/${id}`);
    },
  },
  {
    title: "variables are filtered, counted, sorted and paged",
    play: async (api) => {
      const ids = [];
      for (const [name, tags] of [
        ["v_one", ["red"]],
        ["v_two", ["red", "blue"]],
        ["v_six", []],
      ] as const) {
        ids.push((await api.post("/variables/", { name, value: name, tags })).id);
      }
      const filters: object[] = [
        { id: { any_: ids } },
        { name: { any_: ["v_one", "v_six"] } },
        { name: { like_: "v_%o" } },
        { name: { like_: "V_t" } },
        { name: { like_: "v_" }, tags: { all_: ["red"] } },
        { name: { like_: "v_" }, tags: { is_null_: true } },
        { operator: "or_", name: { any_: ["v_one"] }, tags: { all_: ["blue"] } },
        { id: { any_: [] } },
        { unknown: {} },
      ];
      for (const variables of filters) {
        await api.post("/variables/filter", { variables });
        await api.post("/variables/count", { variables });
      }
      for (const sort of ["NAME_ASC", "NAME_DESC", "CREATED_DESC", "UPDATED_DESC", "SIDEWAYS", null]) {
        await api.post("/variables/filter", { variables: { id: { any_: ids } }, sort });
      }
      await api.post("/variables/filter", { variables: { id: { any_: ids } }, limit: 1, offset: 1 });
      await api.post("/variables/filter", { limit: 201 });
    },
  },
];
