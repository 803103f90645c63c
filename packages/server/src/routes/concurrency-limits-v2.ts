import { ApiError } from "@tutti/core/errors";
import {
  concurrencyLimit,
  concurrencyLimitCreate,
  concurrencyLimitsFilterBody,
  concurrencyLimitUpdate,
  globalConcurrencyLimit,
} from "@tutti/core/wire/concurrency-limit";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Concurrency Limits V2"];
const notFoundDetail = "Concurrency Limit not found";
const params = z.object({ id_or_name: z.string() });

/** What is a UUID is an id. */
function keyOf({ id_or_name: name }: z.output<typeof params>) {
  const id = uuid.safeParse(name);
  return id.success ? { id: id.data } : { name };
}

export const concurrencyLimitV2Routes = [
  defineRoute({
    method: "POST",
    path: "/v2/concurrency_limits",
    summary: "Create a concurrency limit",
    tags,
    body: concurrencyLimitCreate,
    reply: { 201: concurrencyLimit },
    errors: ["conflict"],
    async handle({ body }, { store }) {
      return { status: 201, body: await store.command("createConcurrencyLimit", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/v2/concurrency_limits/{id_or_name}",
    summary: "Read a concurrency limit by id or name",
    tags,
    params,
    reply: { 200: globalConcurrencyLimit },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const limit = await store.read("readConcurrencyLimit", keyOf(params));
      if (limit === null) throw new ApiError("not_found", notFoundDetail);
      return { status: 200, body: limit };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/v2/concurrency_limits/filter",
    summary: "List concurrency limits",
    tags,
    body: concurrencyLimitsFilterBody,
    reply: { 200: z.array(globalConcurrencyLimit) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listConcurrencyLimits", body) };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/v2/concurrency_limits/{id_or_name}",
    summary: "Update a concurrency limit by id or name",
    tags,
    params,
    body: concurrencyLimitUpdate,
    reply: { 204: null },
    errors: ["not_found", "conflict"],
    async handle({ params, body }, { store }) {
      await store.command("updateConcurrencyLimit", { key: keyOf(params), changes: body });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/v2/concurrency_limits/{id_or_name}",
    summary: "Delete a concurrency limit by id or name",
    tags,
    params,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      await store.command("deleteConcurrencyLimit", { key: keyOf(params), notFoundDetail });
      return { status: 204 };
    },
  }),
];
