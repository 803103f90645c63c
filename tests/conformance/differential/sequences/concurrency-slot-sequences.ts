import { z } from "zod";
import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { absentId } from "../starting-points.ts";
import { newLimit } from "./concurrency-limit-sequences.ts";

const limits = "/v2/concurrency_limits";

async function newLease(api: Session, body: object): Promise<string> {
  const { body: answer } = await api.post(`${limits}/increment-with-lease`, { slots: 1, ...body });
  return z.object({ lease_id: z.string() }).catch({ lease_id: "no lease" }).parse(answer).lease_id;
}

export const concurrencySlotSequences: Sequence[] = [
  {
    title: "slots are taken while there are some, and given back by name",
    play: async (api) => {
      await newLimit(api, "counted");
      const names = ["counted"];
      for (let taken = 0; taken < 3; taken++) await api.post(`${limits}/increment`, { names, slots: 1 });
      await api.get(`${limits}/counted`);
      await api.post(`${limits}/decrement`, { names, slots: 1, occupancy_seconds: 0.5 });
      await api.post(`${limits}/increment`, { names, slots: 2 });
      await api.post(`${limits}/increment`, { names, slots: 1, mode: "concurrency", create_if_missing: null });
      await api.post(`${limits}/decrement`, { names, slots: 9 });
      await api.get(`${limits}/counted`);
      await api.post(`${limits}/increment`, { names: ["counted", "counted"], slots: 1 });
      await api.get(`${limits}/counted`);
    },
  },
  {
    title: "slots of several limits are taken together or not at all",
    play: async (api) => {
      await newLimit(api, "several a");
      await newLimit(api, "several b", { limit: 1 });
      const names = ["several b", "several a", "several nobody"];
      await api.post(`${limits}/increment`, { names, slots: 1 });
      await api.post(`${limits}/increment`, { names, slots: 1 });
      await api.get(`${limits}/several%20a`);
      await api.post(`${limits}/decrement`, { names, slots: 1 });
      await api.get(`${limits}/several%20b`);
    },
  },
  {
    title: "names without a limit, and limits that are not active, hold nobody up",
    play: async (api) => {
      await newLimit(api, "inactive", { active: false, limit: 1 });
      for (const names of [["nobody"], ["inactive"], []]) {
        await api.post(`${limits}/increment`, { names, slots: 5 });
        await newLease(api, { names, slots: 5 });
        await api.post(`${limits}/decrement`, { names, slots: 5 });
      }
      await api.get(`${limits}/inactive`);
    },
  },
  {
    title: "slots that can never be had, and requests for slots that say nothing",
    play: async (api) => {
      await newLimit(api, "small");
      await newLimit(api, "closed", { limit: 0 });
      for (const path of ["increment", "increment-with-lease"]) {
        for (const body of [
          { names: ["small"], slots: 3 },
          { names: ["closed"], slots: 1 },
          { names: ["small"], slots: 1, mode: "rate_limit" },
          { names: ["small"], slots: 1, mode: "else" },
          { names: ["small"], slots: 0 },
          { names: ["small"] },
          { slots: 1 },
          { names: null, slots: 1 },
        ]) {
          await api.post(`${limits}/${path}`, body);
        }
      }
      for (const body of [{ names: ["small"], slots: 0 }, { names: ["small"], slots: 1, occupancy_seconds: 0 }, {}]) {
        await api.post(`${limits}/decrement`, body);
      }
      await api.get(`${limits}/small`);
    },
  },
  {
    title: "the slots of a rate limit free themselves",
    play: async (api) => {
      await newLimit(api, "rate", { slot_decay_per_second: 0.001 });
      const body = { names: ["rate"], slots: 1, mode: "rate_limit" };
      for (let taken = 0; taken < 3; taken++) await api.post(`${limits}/increment`, body);
      await newLimit(api, "fast", { limit: 1, slot_decay_per_second: 20.5 });
      await api.post(`${limits}/increment`, { ...body, names: ["fast"] });
      await api.settle(`${limits}/fast`, undefined, (answer) =>
        JSON.stringify(answer.body).includes('"active_slots":0'),
      );
      await api.post(`${limits}/increment`, { ...body, names: ["fast"] });
    },
  },
  {
    title: "a lease holds slots until it is released",
    play: async (api) => {
      await newLimit(api, "leased");
      const names = ["leased"];
      const holder = { type: "task_run", id: absentId };
      const first = await newLease(api, { names, holder });
      await newLease(api, { names, lease_duration: 60, mode: "concurrency" });
      await newLease(api, { names });
      await api.post(`${limits}/leases/${first}/renew`, { lease_duration: 60 });
      await api.post(`${limits}/leases/${first}/renew`, {});
      await api.post(`${limits}/decrement-with-lease`, { lease_id: first });
      await api.post(`${limits}/decrement-with-lease`, { lease_id: first });
      await api.post(`${limits}/leases/${first}/renew`, { lease_duration: 60 });
      await api.get(`${limits}/leased`);
      await newLease(api, { names });
    },
  },
  {
    title: "a lease of nothing is a lease",
    play: async (api) => {
      const lease = await newLease(api, { names: ["no such limit"] });
      await api.post(`${limits}/leases/${lease}/renew`, {});
      await api.post(`${limits}/decrement-with-lease`, { lease_id: lease });
      await api.post(`${limits}/leases/${lease}/renew`, {});
    },
  },
  {
    title: "leases that cannot be had, renewed or released",
    play: async (api) => {
      await newLimit(api, "unleased");
      for (const rest of [
        { lease_duration: 59 },
        { lease_duration: 86_401 },
        { lease_duration: "long" },
        { lease_duration: null },
        { holder: { type: "nobody", id: absentId } },
        { holder: { type: "flow_run", id: "x" } },
        { holder: { type: "flow_run" } },
        { holder: { type: "flow_run", id: absentId, more: 1 } },
        { holder: null },
      ]) {
        await newLease(api, { names: ["unleased"], ...rest });
      }
      for (const id of [absentId, "not-a-uuid"]) await api.post(`${limits}/leases/${id}/renew`, {});
      await api.post(`${limits}/leases/${absentId}/renew`, { lease_duration: 1 });
      for (const lease_id of [absentId, "x", null]) await api.post(`${limits}/decrement-with-lease`, { lease_id });
      await api.post(`${limits}/decrement-with-lease`, {});
    },
  },
  {
    title: "a limit that is deleted takes nobody's lease away",
    play: async (api) => {
      await newLimit(api, "going");
      const lease = await newLease(api, { names: ["going"] });
      await api.delete(`${limits}/going`);
      await api.post(`${limits}/leases/${lease}/renew`, {});
      await api.post(`${limits}/decrement-with-lease`, { lease_id: lease });
    },
  },
];
