import { automation, automationsCountBody, automationsFilterBody } from "@tutti/core/wire/automation";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Automations"];
const params = z.object({ resource_id: z.string() });

export const automationReadRoutes = [
  defineRoute({
    method: "POST",
    path: "/automations/filter",
    summary: "List automations",
    tags,
    body: automationsFilterBody,
    reply: { 200: z.array(automation) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listAutomations", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/automations/count",
    summary: "Count automations",
    tags,
    body: automationsCountBody,
    reply: { 200: z.int() },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countAutomations", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/automations/related-to/{resource_id}",
    summary: "List the automations that belong to an object or act on it",
    tags,
    params,
    reply: { 200: z.array(automation) },
    async handle({ params }, { store }) {
      const resourceId = params.resource_id;
      return { status: 200, body: await store.read("listAutomationsOfResource", { resourceId }) };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/automations/owned-by/{resource_id}",
    summary: "Delete the automations that belong to an object",
    tags,
    params,
    reply: { 202: z.null() },
    async handle({ params }, { store }) {
      await store.command("deleteOwnedAutomations", { resourceId: params.resource_id });
      return { status: 202, body: null };
    },
  }),
];
