import type { z } from "zod";
import { type Flow, flow, type flowCreate, type flowsFilterBody } from "@tutti/core/wire/flow";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

/** Registers a flow by its name; the same name gives the same flow. */
export function registerFlow(api: ApiClient, body: z.input<typeof flowCreate>): Promise<Flow> {
  return api.post("/flows/", body, flow);
}

export function readFlow(api: ApiClient, id: string): Promise<Flow> {
  return api.get(`/flows/${id}`, flow);
}

export function readFlowByName(api: ApiClient, name: string): Promise<Flow> {
  return api.get(`/flows/name/${encodeURIComponent(name)}`, flow);
}

export function filterFlows(api: ApiClient, body: z.input<typeof flowsFilterBody>): Promise<Flow[]> {
  return api.post("/flows/filter", body, arrayOf(flow));
}
