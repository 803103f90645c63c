import { Readable } from "node:stream";
import { ApiError } from "@tutti/core/errors";
import { log, logsCreateBody, logsFilterBody } from "@tutti/core/wire/log";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { csvOfLogs } from "../http/log-csv.ts";
import { defineRoute } from "../http/route.ts";

/** Prefect's client packs up to 4 million characters into a batch. */
const BATCH_BYTES_MAX = 16 * 1024 * 1024;

export const logRoutes = [
  defineRoute({
    method: "POST",
    path: "/logs",
    summary: "Keep a batch of logs",
    tags: ["Logs"],
    body: logsCreateBody,
    bodyBytesMax: BATCH_BYTES_MAX,
    reply: { 201: z.null() },
    async handle({ body }, { store }) {
      return { status: 201, body: await store.command("createLogs", { logs: body }) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/logs/filter",
    summary: "List logs",
    tags: ["Logs"],
    body: logsFilterBody,
    reply: { 200: z.array(log) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listLogs", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/flow_runs/{id}/logs/download",
    summary: "Download all logs of a flow run as CSV",
    tags: ["Flow Runs"],
    params: z.object({ id: uuid }),
    reply: { 200: z.string() },
    produces: "text/csv; charset=utf-8",
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const run = await store.read("readFlowRun", params);
      if (run === null) throw new ApiError("not_found", "Flow run not found");
      const name = encodeURIComponent(`${run.name}-logs.csv`);
      return {
        status: 200,
        body: Readable.from(csvOfLogs(store, run.id)),
        headers: {
          "content-disposition": `attachment; filename="flow-run-logs.csv"; filename*=UTF-8''${name}`,
        },
      };
    },
  }),
];
