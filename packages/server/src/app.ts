import type { IncomingMessage } from "node:http";
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from "fastify";
import type { Registry } from "prom-client";
import type { ServerConfig } from "./config.ts";
import type { Deps } from "./deps.ts";
import { BODY_BYTES_MAX, readBody } from "./http/body.ts";
import { checkCsrfTokens } from "./http/csrf-check.ts";
import { requireSecret } from "./http/authentication.ts";
import { belowApi } from "./http/api-base.ts";
import { answerErrors, sendError } from "./http/error-reply.ts";
import { mountRoutes } from "./http/mount.ts";
import { HttpError } from "./http/http-error.ts";
import { endConnectionsWithAnswers } from "./http/last-answers.ts";
import { checkOrigins } from "./http/origin-check.ts";
import { checkProtocolVersion } from "./http/protocol-version.ts";
import { logRequests } from "./http/request-log.ts";
import { sendServerHeaders } from "./http/server-headers.ts";
import { endUnreadAnswers } from "./http/unread-answers.ts";
import { observeRequests } from "./metrics/observe-requests.ts";
import type { ServerMetrics } from "./metrics/server-metrics.ts";
import { serveApiPage } from "./pages/api-page.ts";
import { DASHBOARD_BASE, DASHBOARD_FOLDER, serveDashboard } from "./pages/dashboard.ts";
import { serveMetrics } from "./pages/metrics-page.ts";
import { leadToUi } from "./pages/root-links.ts";
import { serveUiSettings } from "./pages/ui-settings.ts";
import { serveWebUi } from "./pages/web-ui.ts";
import { routes } from "./routes/registry.ts";
import type { Store } from "./store/store.ts";
import { WaitingProcesses } from "./waiting-processes.ts";

/** How long a client may take to send a request whole. */
const REQUEST_WITHIN_MS = 120_000;

export interface AppDeps {
  readonly store: Store;
  readonly config: ServerConfig;
  readonly deps: Deps;
  readonly logger: FastifyBaseLogger;
  /** Names this process for as long as it lives. */
  readonly instanceId: string;
  /** Called when a client asks the server to stop; null when it may not. */
  readonly stop: (() => void) | null;
  /** Resolves when the bundled blocks are registered; at once where nobody registers them. */
  readonly blocksRegistered?: () => Promise<void> | undefined;
  /** Those that the sockets hear of; absent where there are no sockets. */
  readonly waitingProcesses?: WaitingProcesses;
  readonly dashboardFolder?: string;
  /** Null or absent where nobody is told any. */
  readonly metrics?: ServerMetrics | null;
  readonly metricsText?: (own: Registry) => () => Promise<string>;
}

/** The HTTP application, built from its dependencies. It opens no port: `inject` answers as a socket would. */
export function buildApp({
  blocksRegistered,
  dashboardFolder,
  logger,
  metrics,
  metricsText,
  waitingProcesses = new WaitingProcesses(),
  ...parts
}: AppDeps): FastifyInstance {
  const { config, instanceId } = parts;
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: (_error, _request, reply) => void sendError(badUrl, reply),
    exposeHeadRoutes: false,
    requestTimeout: REQUEST_WITHIN_MS,
    keepAliveTimeout: config.keepAliveSeconds * 1000,
    rewriteUrl: ({ url = "" }) => belowApi(url, config.apiBasePath),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 512 },
    schemaController: withoutSchemaCompilers,
  });
  readBodies(app);
  logRequests(app, config.logLevel);
  if (metrics) observeRequests(app, metrics);
  answerErrors(app);
  sendServerHeaders(app, instanceId);
  endConnectionsWithAnswers(app);
  endUnreadAnswers(app);
  checkOrigins(app, config);
  requireSecret(app, config.authString);
  checkProtocolVersion(app);
  if (config.isCsrfProtected) checkCsrfTokens(app, parts.store);
  const context = { ...parts, waitingProcesses, blocksRegistered: async () => blocksRegistered?.() };
  mountRoutes(app, routes, context, "/api");
  serveApiPage(app, routes);
  if (metrics) serveMetrics(app, metricsText?.(metrics.registry) ?? (() => metrics.registry.metrics()));
  servePages(app, config, dashboardFolder ?? DASHBOARD_FOLDER);
  return app;
}

/** What browsers are shown; the root leads to Prefect's web UI where one is served, else to the dashboard. */
function servePages(app: FastifyInstance, config: ServerConfig, dashboardFolder: string): void {
  serveUiSettings(app, config, "/ui-settings");
  if (config.servesDashboard) serveDashboard(app, dashboardFolder);
  if (config.uiFolder !== null) {
    // At the root there would be no telling its pages from the server's.
    const base = config.uiBase ?? "/prefect";
    serveUiSettings(app, config, `${base}/ui-settings`);
    serveWebUi(app, config.uiFolder, base);
    leadToUi(app, base);
  } else if (config.servesDashboard) leadToUi(app, DASHBOARD_BASE);
}

const badUrl = new HttpError(400, { detail: "The path is not a valid URL." });

/** Requests are parsed by the routes' zod schemas: loading the JSON Schema compilers would only cost start-up time. */
const withoutSchemaCompilers = { compilersFactory: { buildValidator: notNeeded, buildSerializer: notNeeded } };

function notNeeded(): never {
  throw new Error("Routes are defined with defineRoute, not with Fastify's JSON schemas");
}

function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (request: FastifyRequest, payload: IncomingMessage) =>
    readBody(payload, request.headers, request.routeOptions.config.route?.bodyBytesMax ?? BODY_BYTES_MAX),
  );
}
