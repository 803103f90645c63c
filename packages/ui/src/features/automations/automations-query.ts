import type { Automation } from "@tutti/core/wire/automation";
import type { LiveTopic } from "@tutti/core/wire/live";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { readAll } from "../../api/read-all.ts";

export const AUTOMATION_TOPICS: readonly LiveTopic[] = ["events:prefect.automation."];

export function automations() {
  return queryOptions({
    queryKey: ["automations"],
    queryFn: async ({ signal }) => {
      const all = await readLive(AUTOMATION_TOPICS, () => readAll<Automation>("/automations/filter", {}, { signal }));
      return all.toSorted((a, b) => a.name.localeCompare(b.name));
    },
  });
}

export function automation(id: string) {
  return queryOptions({
    queryKey: ["automation", id],
    queryFn: ({ signal }) =>
      readLive(AUTOMATION_TOPICS, () => request<Automation>(`/automations/${id}`, { signal, isExact: true })),
  });
}
