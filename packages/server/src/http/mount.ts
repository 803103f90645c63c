import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import { HttpError } from "./http-error.ts";
import type { AnyReply, Route, RouteContext } from "./route.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The operation served here; absent for what is not part of the API. */
    route?: Route;
    /** As `Route.access`, for what is not part of the API. */
    access?: "open";
  }
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const satisfies HTTPMethods[];

/** Serves every operation below `prefix`, and answers 405 to the other methods of its path. */
export function mountRoutes(
  app: FastifyInstance,
  routes: readonly Route[],
  context: RouteContext,
  prefix: string,
): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: prefix + urlPattern(route.path),
      config: { route },
      handler: (request, reply) => answer(route, request, reply, context),
    });
  }
  const methodsOf = Map.groupBy(routes, (route) => urlPattern(route.path));
  for (const [pattern, served] of methodsOf) refuseOtherMethods(app, prefix + pattern, served);
}

/** `/flows/{id}` as Fastify writes it. */
function urlPattern(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

function refuseOtherMethods(app: FastifyInstance, url: string, served: readonly Route[]): void {
  const allowed = served.map((route) => route.method);
  app.route({
    method: METHODS.filter((method) => !allowed.some((served) => served === method)),
    url,
    // Before the body is read: what it holds does not matter.
    onRequest: refuse,
    handler: refuse,
  });

  async function refuse(): Promise<never> {
    throw new HttpError(405, { detail: "Method Not Allowed" }, { allow: allowed.join(", ") });
  }
}

async function answer(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  context: RouteContext,
): Promise<FastifyReply> {
  const answered = await route.run(
    {
      params: request.params,
      query: request.query,
      body: request.body,
      headers: request.headers,
      origin: `${request.protocol}://${request.host}`,
    },
    context,
  );
  return send(route, answered, reply);
}

function send(route: Route, answered: AnyReply, reply: FastifyReply): FastifyReply {
  reply.code(answered.status).headers(answered.headers ?? {});
  if (!("body" in answered)) return reply.send();
  const { body } = answered;
  const isWritten = route.produces !== undefined || body instanceof Readable || body instanceof Uint8Array;
  return reply.type(route.produces ?? "application/json").send(isWritten ? body : JSON.stringify(body ?? null));
}
