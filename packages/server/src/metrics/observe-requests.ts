import type { FastifyInstance } from "fastify";
import type { ServerMetrics } from "./server-metrics.ts";

/** Times every request of an operation; by the path as the operation has it, not as it was asked for. */
export function observeRequests(app: FastifyInstance, { requestSeconds }: ServerMetrics): void {
  app.addHook("onResponse", async (request, reply) => {
    const { route } = request.routeOptions.config;
    if (route === undefined) return;
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    requestSeconds.observe({ method: route.method, route: `/api${route.path}`, status }, reply.elapsedTime / 1000);
  });
}
