import type { FastifyInstance } from "fastify";
import type { ServerConfig } from "../config.ts";
import { PAGE_ROUTE } from "./page-route.ts";

/** What a web UI has to know before it may ask anything else. In the shape Prefect's UIs read. */
export function serveUiSettings(app: FastifyInstance, config: ServerConfig, path: string): void {
  app.get(path, PAGE_ROUTE, async (request, reply) =>
    reply.type("application/json").send(
      JSON.stringify({
        api_url: config.publicApiUrl ?? `${request.protocol}://${request.host}${config.apiBasePath}`,
        csrf_enabled: config.isCsrfProtected,
        auth: config.authString === null ? null : "BASIC",
        flags: [],
        default_ui: "v2",
        available_uis: [],
        v1_base_url: null,
        v2_base_url: null,
      }),
    ),
  );
}
