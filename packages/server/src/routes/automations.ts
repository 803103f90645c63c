import { ApiError } from "@tutti/core/errors";
import { automation, automationCreate, automationPartialUpdate, automationUpdate } from "@tutti/core/wire/automation";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { HttpError, invalidRequest } from "../http/http-error.ts";
import { defineRoute } from "../http/route.ts";
import { asModelError } from "./model-not-found.ts";

const tags = ["Automations"];
const params = z.object({ id: uuid });

export const automationRoutes = [
  defineRoute({
    method: "POST",
    path: "/automations",
    summary: "Create an automation",
    tags,
    body: automationCreate,
    reply: { 201: automation },
    errors: ["not_found"],
    async handle({ body }, { store }) {
      return { status: 201, body: await store.command("createAutomation", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/automations/{id}",
    summary: "Read an automation",
    tags,
    params,
    reply: { 200: automation },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const value = await store.read("readAutomation", params);
      if (value === null) throw new HttpError(404, { exception_message: "Automation not found" });
      return { status: 200, body: value };
    },
  }),
  defineRoute({
    method: "PUT",
    path: "/automations/{id}",
    summary: "Write an automation anew",
    tags,
    params,
    body: automationUpdate,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params, body }, { store }) {
      await asModelError(store.command("updateAutomation", { id: params.id, update: body }));
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/automations/{id}",
    summary: "Enable or disable an automation",
    tags,
    params,
    body: automationPartialUpdate,
    reply: { 204: null },
    errors: ["not_found", "invalid_request"],
    async handle({ params, body }, { store }) {
      const work = store.command("enableAutomation", { id: params.id, enabled: body.enabled });
      await asModelError(asInvalidBody(work, body));
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/automations/{id}",
    summary: "Delete an automation",
    tags,
    params,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      await asModelError(store.command("deleteAutomation", params));
      return { status: 204 };
    },
  }),
];

/** What the stored part of an automation makes invalid is told as if it had come with the request. */
async function asInvalidBody(work: Promise<null>, body: unknown): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "invalid_request") throw error;
    const problem = { type: "value_error", loc: [], msg: `Value error, ${error.detail}`, input: body };
    throw invalidRequest([problem], body);
  }
}
