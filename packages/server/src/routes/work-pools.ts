import type { IncomingHttpHeaders } from "node:http";
import { takesResultStorage } from "@tutti/core/client-version";
import { ApiError } from "@tutti/core/errors";
import {
  workPool,
  type WorkPool,
  workPoolCreate,
  workPoolsCountBody,
  workPoolsFilterBody,
  workPoolUpdate,
} from "@tutti/core/wire/work-pool";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Work Pools"];
const params = z.object({ name: z.string() });

/** Pools of such names are the server's own. */
function isReserved(name: string): boolean {
  return name.toLowerCase().startsWith("prefect");
}

/** As this client can read it. */
function forClient(pool: WorkPool, headers: IncomingHttpHeaders): WorkPool {
  if (takesResultStorage(headers["user-agent"] ?? null)) return pool;
  const { default_result_storage_block_id: _unread, ...storage_configuration } = pool.storage_configuration;
  return { ...pool, storage_configuration };
}

export const workPoolRoutes = [
  defineRoute({
    method: "POST",
    path: "/work_pools",
    summary: "Create a work pool with its default queue",
    tags,
    body: workPoolCreate,
    reply: { 201: workPool },
    errors: ["forbidden", "not_found", "conflict"],
    async handle({ body, headers }, { store }) {
      if (isReserved(body.name)) {
        throw new ApiError("forbidden", "Work pools starting with 'Prefect' are reserved for internal use.");
      }
      return { status: 201, body: forClient(await store.command("createWorkPool", body), headers) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/work_pools/filter",
    summary: "List work pools",
    tags,
    body: workPoolsFilterBody,
    reply: { 200: z.array(workPool) },
    async handle({ body, headers }, { store }) {
      const pools = await store.read("listWorkPools", body);
      return { status: 200, body: pools.map((pool) => forClient(pool, headers)) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/work_pools/count",
    summary: "Count work pools",
    tags,
    body: workPoolsCountBody,
    reply: { 200: z.int() },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countWorkPools", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/work_pools/{name}",
    summary: "Read a work pool",
    tags,
    params,
    reply: { 200: workPool },
    errors: ["not_found"],
    async handle({ params, headers }, { store }) {
      const pool = await store.read("readWorkPool", params);
      if (pool === null) throw new ApiError("not_found", `Work pool "${params.name}" not found.`);
      return { status: 200, body: forClient(pool, headers) };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/work_pools/{name}",
    summary: "Update a work pool",
    tags,
    params,
    body: workPoolUpdate,
    reply: { 204: null },
    errors: ["forbidden", "not_found", "conflict"],
    async handle({ params, body }, { store }) {
      const isBound = Object.keys(body).some((key) => key !== "is_paused" && key !== "concurrency_limit");
      if (isReserved(params.name) && isBound) {
        throw new ApiError(
          "forbidden",
          "Work pools starting with 'Prefect' are reserved for internal use and can only be updated to set concurrency limits or pause.",
        );
      }
      await store.command("updateWorkPool", { name: params.name, changes: body });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/work_pools/{name}",
    summary: "Delete a work pool with its queues and workers",
    tags,
    params,
    reply: { 204: null },
    errors: ["forbidden", "not_found"],
    async handle({ params }, { store }) {
      if (isReserved(params.name)) {
        throw new ApiError(
          "forbidden",
          "Work pools starting with 'Prefect' are reserved for internal use and can not be deleted.",
        );
      }
      await store.command("deleteWorkPool", params);
      return { status: 204 };
    },
  }),
];
