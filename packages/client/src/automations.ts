import type { z } from "zod";
import { type Automation, automation, type automationCreate } from "@tutti/core/wire/automation";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

export function createAutomation(api: ApiClient, body: z.input<typeof automationCreate>): Promise<Automation> {
  return api.post("/automations/", body, automation);
}

/** Those that belong to an object or are about it, such as `prefect.deployment.<id>`. */
export function readAutomationsRelatedTo(api: ApiClient, resourceId: string): Promise<Automation[]> {
  return api.get(`/automations/related-to/${encodeURIComponent(resourceId)}`, arrayOf(automation));
}

export function deleteAutomationsOwnedBy(api: ApiClient, resourceId: string): Promise<void> {
  return api.send("DELETE", `/automations/owned-by/${encodeURIComponent(resourceId)}`);
}
