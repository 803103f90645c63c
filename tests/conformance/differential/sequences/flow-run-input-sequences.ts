import type { Sequence } from "../sequence.ts";
import { absentId, newFlow, newFlowRun } from "../starting-points.ts";

export const flowRunInputSequences: Sequence[] = [
  {
    title: "inputs of a run are plain text under a key",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "inputs"));
      await api.post(`/flow_runs/${id}/input`, { key: "first-1", value: "plain text", sender: "someone" });
      await api.post(`/flow_runs/${id}/input`, { key: "first-1", value: "again" });
      await api.post(`/flow_runs/${id}/input`, { key: "first-2", value: '{"json": 1.0}' });
      await api.post(`/flow_runs/${id}/input`, { key: "second", value: "" });
      for (const key of ["first-1", "first-2", "second", "third"]) await api.get(`/flow_runs/${id}/input/${key}`);
      await api.delete(`/flow_runs/${id}/input/first-1`);
      await api.delete(`/flow_runs/${id}/input/first-1`);
      await api.get(`/flow_runs/${id}/input/first-1`);
    },
  },
  {
    title: "inputs are found by prefix, oldest first",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "inputs-filter"));
      for (const key of ["a-1", "a-2", "b-1", "a-3"]) await api.post(`/flow_runs/${id}/input`, { key, value: key });
      for (const body of [
        { prefix: "a" },
        { prefix: "a", limit: 10 },
        { prefix: "a-", limit: 10, exclude_keys: ["a-2"] },
        { prefix: "c", limit: 10 },
        { prefix: "", limit: 10 },
        { prefix: "a", limit: 2, exclude_keys: null },
        { limit: 1 },
        { prefix: "a", limit: 0 },
        { prefix: "a", limit: 201 },
        { prefix: "a", exclude_keys: "a-1" },
        { prefix: "a", unknown: 1 },
      ]) {
        await api.post(`/flow_runs/${id}/input/filter`, body);
      }
    },
  },
  {
    title: "inputs that cannot be written or found",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "inputs-bad"));
      for (const key of ["UPPER", "under_score", "sp ace", "", "ok-1"])
        await api.post(`/flow_runs/${id}/input`, { key, value: "x" });
      for (const body of [
        {},
        { key: "k" },
        { key: "k", value: 1 },
        { key: "k", value: null },
        { key: "k", value: "v", unknown: 1 },
      ]) {
        await api.post(`/flow_runs/${id}/input`, body);
      }
      await api.post(`/flow_runs/${absentId}/input`, { key: "k", value: "v" });
      await api.get(`/flow_runs/${absentId}/input/k`);
      await api.delete(`/flow_runs/${absentId}/input/k`);
      await api.post(`/flow_runs/${absentId}/input/filter`, { prefix: "a" });
      await api.post("/flow_runs/not-a-uuid/input", { key: "k", value: "v" });
      await api.post("/flow_runs/not-a-uuid/input/filter", { prefix: "a" });
      await api.get("/flow_runs/not-a-uuid/input/k");
      await api.delete("/flow_runs/not-a-uuid/input/k");
    },
  },
];
