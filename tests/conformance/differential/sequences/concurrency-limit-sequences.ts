import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { absentId } from "../starting-points.ts";

const limits = "/v2/concurrency_limits";

export function newLimit(api: Session, name: string, rest: object = {}) {
  return api.post(`${limits}/`, { name, limit: 2, ...rest });
}

export const concurrencyLimitSequences: Sequence[] = [
  {
    title: "a concurrency limit is made once, with what may be said of it",
    play: async (api) => {
      await newLimit(api, "made once");
      await newLimit(api, "made once", { limit: 3 });
      await newLimit(api, "made whole", {
        active: false,
        active_slots: 1,
        denied_slots: 2,
        slot_decay_per_second: 0.5,
      });
      await newLimit(api, "made with none", { limit: 0 });
      for (const rest of [
        { limit: -1 },
        { limit: null },
        { limit: 1.5 },
        { limit: "many" },
        { active_slots: -1 },
        { denied_slots: -1 },
        { slot_decay_per_second: -0.1 },
        { active: null },
        { avg_slot_occupancy_seconds: 1 },
        { unknown: 1 },
      ]) {
        await newLimit(api, "refused", rest);
      }
      for (const name of ["a/b", "a%b", "a&b", "a>b", "", null, 1]) await api.post(`${limits}/`, { name, limit: 1 });
      await api.post(`${limits}/`, { name: "no limit" });
      await api.get(`${limits}/refused`);
    },
  },
  {
    title: "a concurrency limit is read, changed and deleted by id and by name",
    play: async (api) => {
      const { id } = await newLimit(api, "by id", { slot_decay_per_second: 0.25 });
      await api.get(`${limits}/${id}`);
      await api.get(`${limits}/by%20id`);
      await api.patch(`${limits}/${id}`, { limit: 5, active_slots: 3 });
      await api.get(`${limits}/${id}`);
      await api.patch(`${limits}/by%20id`, { name: "by name", active: false, slot_decay_per_second: 0 });
      await api.get(`${limits}/by%20id`);
      await api.get(`${limits}/by%20name`);
      await api.patch(`${limits}/by%20name`, {});
      for (const changes of [{ limit: -1 }, { unknown: 1 }, { name: "a/b" }, { slot_decay_per_second: -1 }, []]) {
        await api.patch(`${limits}/by%20name`, changes);
      }
      await api.delete(`${limits}/by%20name`);
      await api.delete(`${limits}/by%20name`);
      const again = await newLimit(api, "by id");
      await api.delete(`${limits}/${again.id}`);
      for (const key of [absentId, "nobody"]) {
        await api.get(`${limits}/${key}`);
        await api.patch(`${limits}/${key}`, { limit: 1 });
        await api.delete(`${limits}/${key}`);
      }
    },
  },
  {
    title: "a concurrency limit takes no name that is taken, and no null",
    play: async (api) => {
      await newLimit(api, "taken");
      const { id } = await newLimit(api, "renamed");
      await api.patch(`${limits}/${id}`, { name: "taken" });
      await api.patch(`${limits}/${id}`, { name: "renamed" });
      await api.patch(`${limits}/${id}`, { limit: null });
      await api.get(`${limits}/${id}`);
    },
  },
  {
    title: "concurrency limits are listed by name and by page",
    play: async (api) => {
      // First of all names, whatever limits other stories leave behind.
      const names = ["! listed b", "! listed a", "! listed c"];
      for (const name of names) await newLimit(api, name);
      await api.post(`${limits}/filter`, { limit: 3 });
      await api.post(`${limits}/filter`, { limit: 1, offset: 1 });
      await api.post(`${limits}/filter`, { limit: 2, offset: null });
      for (const page of [{ limit: 201 }, { limit: -1 }, { offset: -1 }]) await api.post(`${limits}/filter`, page);
      for (const name of names) await api.delete(`${limits}/${encodeURIComponent(name)}`);
    },
  },
];
