import type { Sequence } from "../sequence.ts";

/** Bodies no client should send: each must be refused in the same words, and change nothing. */
export const bodySequences: Sequence[] = [
  {
    title: "a body that is no JSON object",
    play: async (api) => {
      for (const text of [
        "{",
        "",
        "null",
        "[]",
        '"text"',
        "1",
        '{"name":}',
        "\u0000",
        "{'name':1}",
        '{"name":"a"} x',
      ]) {
        await api.request("POST", "/flows/", { text });
        // A filter may be left out, and then everything is listed: what others have left on the server too.
        if (text !== "" && text !== "null") await api.request("POST", "/flows/filter", { text });
      }
    },
  },
  {
    title: "a body without a content type is JSON, and other types are not",
    play: async (api) => {
      const text = '{"name":"body-types"}';
      await api.request("POST", "/flows/", { text, headers: { "content-type": "" } });
      await api.request("POST", "/flows/", { text, headers: { "content-type": "application/json; charset=utf-8" } });
      await api.request("POST", "/flows/", { text, headers: { "content-type": "application/vnd.api+json" } });
      await api.request("POST", "/flows/", { text, headers: { "content-type": "text/plain" } });
      await api.request("POST", "/flows/", {
        text: "name=a",
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
    },
  },
  {
    title: "missing, unknown, null and wrongly typed fields of a flow",
    play: async (api) => {
      const bodies = [
        {},
        { name: null },
        { name: 1 },
        { name: "" },
        { name: "a", tags: "x" },
        { name: "a", tags: [1] },
      ];
      for (const body of bodies) await api.post("/flows/", body);
      for (const name of ["a/b", "a%b", "a&b", "a>b", "a<b"]) await api.post("/flows/", { name });
      await api.post("/flows/", { name: "body-unknown", unknown: 1, other: { deep: [1] } });
      await api.post("/flows/", { name: "body-null-tags", tags: null });
      await api.post("/flows/", { name: "body-null-labels", labels: null });
      await api.post("/flows/", { name: "body-labels", labels: { a: [1] } });
      await api.post("/flows/", { name: "body-labels", labels: { a: { b: 1 } } });
    },
  },
  {
    title: "limits and offsets out of range",
    play: async (api) => {
      for (const limit of [-1, 0, 1, 200, 201, "5", "x", 1.5, 2.0, true, null]) {
        await api.post("/flows/filter", { limit, flows: { name: { any_: ["body-no-such-flow"] } } });
      }
      for (const offset of [-1, 0, null, "1"]) {
        await api.post("/flows/filter", { offset, flows: { name: { any_: ["body-no-such-flow"] } } });
      }
      for (const page of [-1, 0, 1, null]) {
        await api.post("/flows/paginate", { page, limit: 5, flows: { name: { any_: ["body-no-such-flow"] } } });
      }
      await api.post("/flows/paginate", { limit: 0, flows: { name: { any_: ["body-no-such-flow"] } } });
    },
  },
  {
    title: "filters with unknown keys, operators and values",
    play: async (api) => {
      const odd: object[] = [
        { flows: { unknown: {} } },
        { flows: { name: { any: ["a"] } } },
        { flows: { name: { any_: "a" } } },
        { flows: { id: { any_: ["not-a-uuid"] } } },
        { flows: { operator: "xor_" } },
        { flows: "a" },
        { unknown: 1 },
        { sort: "SIDEWAYS" },
        { flow_runs: { state: { type: { any_: ["DONE"] } } } },
        { flow_runs: { start_time: { before_: "yesterday" } } },
        { task_runs: { flow_run_id: { any_: [1] } } },
        { deployments: { unknown: {} } },
        { work_pools: { unknown: {} } },
      ];
      // Some servers and some of their lists know nothing of some keys: without a flow they would list everything.
      const filters = odd.map((filter) => ({ flows: { name: { any_: ["body-no-such-flow"] } }, ...filter }));
      for (const filter of filters) await api.post("/flows/filter", filter);
      for (const filter of filters) await api.post("/flow_runs/filter", filter);
      for (const filter of filters) await api.post("/task_runs/filter", filter);
      // Counts know no sort and ignore one.
      const counted = filters.filter((filter) => !("sort" in filter));
      for (const filter of counted) await api.post("/flow_runs/count", filter);
      for (const filter of counted) await api.post("/task_runs/count", filter);
      for (const filter of counted) await api.post("/flows/count", filter);
    },
  },
];
