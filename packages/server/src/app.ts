import type { IncomingMessage } from "node:http";
import { fastify, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from "fastify";
import type { ServerConfig } from "./config.ts";
import type { Deps } from "./deps.ts";
import { BODY_BYTES_MAX, readBody } from "./http/body.ts";
import { answerErrors } from "./http/error-reply.ts";
import { mountRoutes } from "./http/mount.ts";
import { routes } from "./routes/registry.ts";
import type { Store } from "./store/store.ts";

export interface AppDeps {
  readonly store: Store;
  readonly config: ServerConfig;
  readonly deps: Deps;
  readonly logger: FastifyBaseLogger;
}

/** The HTTP application, built from its dependencies. It opens no port: `inject` answers like a socket would. */
export function buildApp({ store, config, deps, logger }: AppDeps): FastifyInstance {
  const app = fastify({
    loggerInstance: logger,
    disableRequestLogging: true,
    exposeHeadRoutes: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 512 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (request: FastifyRequest, payload: IncomingMessage) =>
    readBody(payload, request.headers, request.routeOptions.config.route?.bodyBytesMax ?? BODY_BYTES_MAX),
  );
  answerErrors(app);
  mountRoutes(app, routes, { store, deps, config }, "/api");
  return app;
}
