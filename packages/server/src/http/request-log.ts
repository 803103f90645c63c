import type { FastifyInstance } from "fastify";
import type { LogLevel } from "@tutti/core/settings/setting-kinds";

/** One structured line for each answer, at level debug; 5xx are logged with their cause where they arise. */
export function logRequests(app: FastifyInstance, level: LogLevel): void {
  if (level !== "debug" && level !== "trace") return;
  app.addHook("onResponse", async (request, reply) => {
    const { method, url } = request;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    request.log.debug({ method, path: url.split("?", 1)[0], status: reply.statusCode, ms }, "answered");
  });
}
