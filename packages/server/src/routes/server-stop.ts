import { INSTANCE_HEADER } from "@tutti/core/wire/local-server";
import { z } from "zod";
import { HttpError } from "../http/http-error.ts";
import { isLoopback } from "../http/origin-check.ts";
import { defineRoute } from "../http/route.ts";

export const serverStopRoutes = [
  defineRoute({
    method: "POST",
    path: "/tutti/server/stop",
    summary: "Ask a server that runs in the background to make place for one that stays",
    tags: ["Tutti"],
    reply: { 202: z.object({ message: z.string() }) },
    handle({ headers }, { config, instanceId, stop }) {
      if (stop === null || !isLoopback(config.host)) {
        throw new HttpError(403, { detail: "This server was not started in the background; stop its process." });
      }
      const meant = headers[INSTANCE_HEADER];
      if (meant !== undefined && meant !== instanceId) {
        throw new HttpError(409, { detail: "Another server answers here now." });
      }
      stop();
      return { status: 202, body: { message: "Stopping" } };
    },
  }),
];
