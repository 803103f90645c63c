import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { absentId, newTaskRun } from "../starting-points.ts";
import { newLimit } from "./concurrency-limit-sequences.ts";

const limits = "/concurrency_limits";

function setLimit(api: Session, tag: string, concurrency_limit: number) {
  return api.post(`${limits}/`, { tag, concurrency_limit });
}

function taggedRun(api: Session, key: string, tags: readonly string[]): Promise<string> {
  return newTaskRun(api, null, key, { tags });
}

// A run that takes a slot by set_state is in no sequence: on SQLite the real server never answers such a request.

export const tagLimitSequences: Sequence[] = [
  {
    title: "the limit of a tag is set, read and deleted by id and by tag",
    play: async (api) => {
      const { id } = await setLimit(api, "set", 1);
      await setLimit(api, "set", 2);
      await api.get(`${limits}/${id}`);
      await api.get(`${limits}/tag/set`);
      await api.get("/v2/concurrency_limits/tag:set");
      await api.delete(`${limits}/tag/set`);
      await api.delete(`${limits}/tag/set`);
      await api.get(`${limits}/tag/set`);
      const again = await setLimit(api, "set", 3);
      await api.delete(`${limits}/${again.id}`);
      for (const path of [absentId, "not-a-uuid", "tag/nobody"]) {
        await api.get(`${limits}/${path}`);
        await api.delete(`${limits}/${path}`);
      }
      const other = await newLimit(api, "not a tag");
      await api.get(`${limits}/${other.id}`);
      await api.delete(`${limits}/${other.id}`);
    },
  },
  {
    title: "what a limit of a tag must say",
    play: async (api) => {
      for (const body of [
        { tag: "x" },
        { concurrency_limit: 1 },
        { tag: 1, concurrency_limit: 1 },
        { tag: "x", concurrency_limit: "many" },
        { tag: "x", concurrency_limit: 1, active_slots: [] },
      ]) {
        await api.post(`${limits}/`, body);
      }
      for (const page of [{ limit: 201 }, { offset: -1 }]) await api.post(`${limits}/filter`, page);
      for (const body of [{ names: ["x"] }, { task_run_id: absentId }, { names: null, task_run_id: "x" }]) {
        await api.post(`${limits}/increment`, body);
        await api.post(`${limits}/decrement`, body);
      }
      await api.post(`${limits}/tag/nobody/reset`, {});
      await api.post(`${limits}/tag/nobody/reset`, { slot_override: ["x"] });
    },
  },
  {
    title: "slots of tags are taken and given back for a task run",
    play: async (api) => {
      const [one, other] = [await taggedRun(api, "holder one", []), await taggedRun(api, "holder two", [])];
      await setLimit(api, "slots a", 1);
      await setLimit(api, "slots b", 2);
      await setLimit(api, "slots closed", 0);
      const both = ["slots a", "slots b", "slots nobody"];
      await api.post(`${limits}/increment`, { names: both, task_run_id: one });
      await api.get(`${limits}/tag/slots%20a`);
      await api.post(`${limits}/increment`, { names: both, task_run_id: other });
      await api.post(`${limits}/increment`, { names: ["slots b"], task_run_id: other });
      await api.post(`${limits}/increment`, { names: ["slots closed"], task_run_id: other });
      await api.get(`${limits}/tag/slots%20b`);
      await api.post(`${limits}/decrement`, { names: ["slots b"], task_run_id: one });
      await api.get(`${limits}/tag/slots%20a`);
      await api.get(`${limits}/tag/slots%20b`);
      await api.post(`${limits}/decrement`, { names: both, task_run_id: absentId });
      await api.post(`${limits}/increment`, { names: ["slots nobody"], task_run_id: one });
      for (const tag of ["slots a", "slots b", "slots closed"]) await api.delete(`${limits}/tag/${tag}`);
    },
  },
  {
    title: "the slots of a tag are reset",
    play: async (api) => {
      const runs = [await taggedRun(api, "reset one", []), await taggedRun(api, "reset two", [])];
      await setLimit(api, "reset", 2);
      await api.post(`${limits}/increment`, { names: ["reset"], task_run_id: runs[0] });
      await api.post(`${limits}/tag/reset/reset`, {});
      await api.get(`${limits}/tag/reset`);
      await api.post(`${limits}/tag/reset/reset`, { slot_override: [runs[1]] });
      await api.get(`${limits}/tag/reset`);
      await api.post(`${limits}/tag/reset/reset`, { slot_override: null });
      await api.delete(`${limits}/tag/reset`);
    },
  },
  {
    title: "limits of tags are listed by tag",
    play: async (api) => {
      for (const tag of ["! listed b", "! listed a"]) await setLimit(api, tag, 1);
      await api.post(`${limits}/increment`, { names: ["! listed a"], task_run_id: absentId });
      await api.settle(`${limits}/filter`, { limit: 200 }, ({ status }) => status === 200);
      for (const tag of ["! listed b", "! listed a"]) await api.delete(`${limits}/tag/${tag}`);
    },
  },
];
