import type { Session } from "../session.ts";
import type { Sequence } from "../sequence.ts";
import { absentId, firstId, newDeployment, newFlow } from "../starting-points.ts";

const daily = { interval: 86_400, anchor_date: "2040-01-01T09:00:00Z", timezone: "UTC" };
const hourly = { cron: "0 * * * *", timezone: "Europe/Berlin" };
const weekly = { rrule: "FREQ=WEEKLY;BYDAY=MO", timezone: "America/New_York" };

export const scheduleSequences: Sequence[] = [
  {
    title: "schedules of every kind say all their fields",
    play: async (api) => {
      const flow_id = await newFlow(api, "every kind of schedule");
      const schedules = [
        daily,
        { interval: 0.5, anchor_date: "2026-01-01T00:00:00-05:00" },
        { interval: 90.25, anchor_date: "2026-01-01 00:00:00+00:00", timezone: "Asia/Kolkata" },
        hourly,
        { cron: "@daily" },
        { cron: "0 0 1 * 5", day_or: false, timezone: null },
        weekly,
        { rrule: "RRULE:FREQ=DAILY;COUNT=3", timezone: null },
        { rrule: "DTSTART:20260101T090000\nRRULE:FREQ=DAILY" },
        { rrule: "FREQ=HOURLY;INTERVAL=5" },
      ];
      for (const [index, schedule] of schedules.entries()) {
        await api.post("/deployments/", { name: `kind ${index}`, flow_id, paused: true, schedules: [{ schedule }] });
      }
    },
  },
  {
    title: "schedules that are none",
    play: async (api) => {
      const flow_id = await newFlow(api, "no schedules");
      const id = await newDeployment(api, flow_id, "no schedules", { paused: true });
      const bad = [
        { interval: 0 },
        { interval: -1 },
        { interval: 86_400_000_000_000 },
        { interval: 60, timezone: "Mars/Olympus" },
        { interval: 60, anchor_date: "yesterday" },
        { cron: "not a cron" },
        { cron: "60 * * * *" },
        { cron: "* * * *" },
        { cron: "R * * * *" },
        { cron: "H * * * *" },
        { cron: "0 0 * * *", timezone: "Mars/Olympus" },
        { rrule: "FREQ=SOMETIMES" },
        { rrule: "nothing" },
        { rrule: `FREQ=DAILY;BYMONTH=${"1,".repeat(3300)}1` },
        { rrule: "FREQ=DAILY", cron: "* * * * *" },
        {},
        null,
      ];
      for (const schedule of bad) await api.post(`/deployments/${id}/schedules`, [{ schedule }]);
      await api.post(`/deployments/${id}/schedules`, [{ schedule: daily, max_scheduled_runs: 0 }]);
      await api.post(`/deployments/${id}/schedules`, [{ schedule: daily, unknown: 1 }]);
      await api.post(`/deployments/${id}/schedules`, { schedule: daily });
      await api.get(`/deployments/${id}/schedules`);
    },
  },
  {
    title: "schedules are added, changed and deleted one by one",
    play: async (api) => {
      const flow_id = await newFlow(api, "one by one");
      const id = await newDeployment(api, flow_id, "one by one", { paused: true });
      await api.get(`/deployments/${id}/schedules`);
      const added = await api.post(`/deployments/${id}/schedules`, [
        { schedule: daily, slug: "daily", parameters: { x: 1 }, max_scheduled_runs: 5 },
      ]);
      await api.post(`/deployments/${id}/schedules`, [{ schedule: hourly, active: false }]);
      await api.post(`/deployments/${id}/schedules`, []);
      await api.get(`/deployments/${id}`);
      const at = `/deployments/${id}/schedules/${firstId(added)}`;
      await api.patch(at, { active: false });
      await api.get(`/deployments/${id}/schedules`);
      await api.patch(at, { schedule: weekly, slug: "weekly", parameters: { y: 2 } });
      await api.patch(at, {});
      await api.patch(at, { schedule: null, active: null, slug: null });
      await api.patch(at, { replaces: "weekly" });
      await api.get(`/deployments/${id}/schedules`);
      await api.patch(at, { unknown: 1 });
      await api.delete(at);
      await api.delete(at);
      await api.patch(at, { active: true });
      await api.get(`/deployments/${id}/schedules`);
    },
  },
  {
    title: "schedules of deployments that are not there",
    play: async (api) => {
      const flow_id = await newFlow(api, "not there");
      const id = await newDeployment(api, flow_id, "not there", { paused: true });
      for (const deployment of [absentId, "not-a-uuid"]) {
        await api.get(`/deployments/${deployment}/schedules`);
        await api.post(`/deployments/${deployment}/schedules`, [{ schedule: daily }]);
        await api.patch(`/deployments/${deployment}/schedules/${absentId}`, {});
        await api.delete(`/deployments/${deployment}/schedules/${absentId}`);
      }
      await api.patch(`/deployments/${id}/schedules/${absentId}`, {});
      await api.patch(`/deployments/${id}/schedules/not-a-uuid`, {});
      await api.delete(`/deployments/${id}/schedules/${absentId}`);
    },
  },
  {
    title: "a deployment's schedules are replaced when they have no slugs",
    play: async (api) => {
      const flow_id = await newFlow(api, "without slugs");
      const base = { name: "without slugs", flow_id, paused: true };
      const { id } = await api.post("/deployments/", { ...base, schedules: [{ schedule: daily }] });
      await api.patch(`/deployments/${id}`, { description: "schedules stay" });
      await api.get(`/deployments/${id}`);
      await api.patch(`/deployments/${id}`, { schedules: [{ schedule: hourly, slug: "hourly" }] });
      await api.get(`/deployments/${id}`);
      await api.post("/deployments/", { ...base, version: "2" });
      await api.patch(`/deployments/${id}`, { schedules: [{ schedule: daily }, { active: false }] });
      await api.get(`/deployments/${id}`);
      await api.patch(`/deployments/${id}`, { schedules: [] });
      await api.get(`/deployments/${id}`);
    },
  },
  {
    title: "a deployment's schedules are matched by their slugs",
    play: async (api) => {
      const flow_id = await newFlow(api, "with slugs");
      const id = await newDeployment(api, flow_id, "with slugs", {
        paused: true,
        schedules: [{ schedule: daily, slug: "a", parameters: { x: 1 } }],
      });
      await api.post(`/deployments/${id}/schedules`, [{ schedule: hourly, slug: "b" }]);
      const change = (schedules: object[]) => changeAndRead(api, id, schedules);
      await change([{ slug: "a", active: false }]);
      await change([{ slug: "c", schedule: weekly }]);
      await change([{ slug: "d" }]);
      await change([{ schedule: daily }]);
      await change([{ slug: "e", replaces: "b" }]);
      await change([{ slug: "a", replaces: "e" }]);
      await change([
        { slug: "f", replaces: "a" },
        { slug: "g", replaces: "a" },
      ]);
      await change([
        { slug: "a", replaces: "c" },
        { slug: "c", replaces: "a" },
      ]);
      await change([{ slug: "h", replaces: "nobody", schedule: daily }]);
      await change([{ slug: "i", replaces: "nobody" }]);
      await change([]);
    },
  },
];

async function changeAndRead(api: Session, id: string, schedules: object[]): Promise<void> {
  await api.patch(`/deployments/${id}`, { schedules });
  await api.get(`/deployments/${id}`);
}
