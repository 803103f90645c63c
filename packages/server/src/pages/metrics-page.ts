import type { FastifyInstance } from "fastify";

/** The text format that every Prometheus reads. */
const TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

/** Serves metrics where Prefect's server has them. Whoever reads them needs the password, as for the rest of the API. */
export function serveMetrics(app: FastifyInstance, text: () => Promise<string>): void {
  app.get("/api/metrics", async (_request, reply) => reply.type(TEXT_FORMAT).send(await text()));
}
