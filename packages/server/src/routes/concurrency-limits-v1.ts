import { ApiError } from "@tutti/core/errors";
import {
  concurrencyLimitsFilterBody,
  tagLimit,
  tagLimitCreate,
  tagLimitResetBody,
} from "@tutti/core/wire/concurrency-limit";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Concurrency Limits"];
const notFoundDetail = "Concurrency limit not found";
const byId = z.object({ id: uuid });
const byTag = z.object({ tag: z.string() });

/** Limits of tags, as clients before v2 know them: a view of those named `tag:<tag>`. */
export const concurrencyLimitV1Routes = [
  defineRoute({
    method: "POST",
    path: "/concurrency_limits",
    summary: "Set the concurrency limit of a tag",
    tags,
    body: tagLimitCreate,
    reply: { 200: tagLimit, 201: tagLimit },
    errors: ["conflict"],
    async handle({ body }, { store }) {
      const { limit, created } = await store.command("setTagLimit", body);
      return { status: created ? 201 : 200, body: limit };
    },
  }),
  ...[["/concurrency_limits/{id}", byId] as const, ["/concurrency_limits/tag/{tag}", byTag] as const].map(
    ([path, params]) =>
      defineRoute({
        method: "GET",
        path,
        summary: "Read the concurrency limit of a tag",
        tags,
        params,
        reply: { 200: tagLimit },
        errors: ["not_found"],
        async handle({ params }, { store }) {
          const limit = await store.read("readTagLimit", params);
          if (limit === null) throw new ApiError("not_found", notFoundDetail);
          return { status: 200, body: limit };
        },
      }),
  ),
  defineRoute({
    method: "DELETE",
    path: "/concurrency_limits/{id}",
    summary: "Delete a concurrency limit by id",
    tags,
    params: byId,
    reply: { 200: z.null() },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      await store.command("deleteConcurrencyLimit", { key: params, notFoundDetail });
      return { status: 200, body: null };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/concurrency_limits/tag/{tag}",
    summary: "Delete the concurrency limit of a tag",
    tags,
    params: byTag,
    reply: { 200: z.null() },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      await store.command("deleteConcurrencyLimit", { key: { name: `tag:${params.tag}` }, notFoundDetail });
      return { status: 200, body: null };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/concurrency_limits/filter",
    summary: "List the concurrency limits of tags",
    tags,
    body: concurrencyLimitsFilterBody,
    reply: { 200: z.array(tagLimit) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listTagLimits", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/concurrency_limits/tag/{tag}/reset",
    summary: "Free the slots of a tag, and say who holds them",
    tags,
    params: byTag,
    body: tagLimitResetBody,
    reply: { 200: z.null() },
    errors: ["not_found"],
    async handle({ params, body }, { store }) {
      await store.command("resetTagLimit", { tag: params.tag, holders: body.slot_override ?? [] });
      return { status: 200, body: null };
    },
  }),
];
