import type { z } from "zod";
import {
  type Automation,
  automation,
  type automationCreate,
  type automationPartialUpdate,
  type automationsFilterBody,
  type automationUpdate,
} from "@tutti/core/wire/automation";
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

export function readAutomation(api: ApiClient, id: string): Promise<Automation> {
  return api.get(`/automations/${id}`, automation);
}

export function filterAutomations(api: ApiClient, body: z.input<typeof automationsFilterBody>): Promise<Automation[]> {
  return api.post("/automations/filter", body, arrayOf(automation));
}

/** Replaces all of it. */
export function updateAutomation(api: ApiClient, id: string, body: z.input<typeof automationUpdate>): Promise<void> {
  return api.send("PUT", `/automations/${id}`, body);
}

/** Enables or disables it. */
export function patchAutomation(
  api: ApiClient,
  id: string,
  body: z.input<typeof automationPartialUpdate>,
): Promise<void> {
  return api.send("PATCH", `/automations/${id}`, body);
}

export function deleteAutomation(api: ApiClient, id: string): Promise<void> {
  return api.send("DELETE", `/automations/${id}`);
}
