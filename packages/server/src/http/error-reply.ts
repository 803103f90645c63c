import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "@tutti/core/errors";
import { HttpError, notFound } from "./http-error.ts";

/** Every failure answers JSON, says nothing of the inside, and the unexpected ones are logged whole. */
export function answerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => sendError(notFound(), reply));
  app.setErrorHandler((error: FastifyError, request, reply) => sendError(asHttpError(error, request), reply));
}

export function sendError(error: HttpError, reply: FastifyReply): FastifyReply {
  return reply.code(error.status).headers(error.headers).type("application/json").send(JSON.stringify(error.body));
}

function asHttpError(error: Error, request: FastifyRequest): HttpError {
  if (error instanceof HttpError) {
    if (error.cause !== undefined) request.log.warn({ err: error.cause }, "request failed");
    return error;
  }
  if (error instanceof ApiError) return fromApiError(error, request);
  const status = "statusCode" in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return new HttpError(status, { detail: error.message });
  request.log.error({ err: error }, "request failed");
  return new HttpError(500, { exception_message: "Internal Server Error" });
}

/** The registry's errors in the protocol's bodies. A code is told where Prefect has none of that kind. */
function fromApiError(error: ApiError, request: FastifyRequest): HttpError {
  if (error.code === "encryption_key_missing") {
    return new HttpError(error.status, { detail: `${error.message}. ${error.fix}`, code: error.code });
  }
  if (error.code === "lease_lost") return new HttpError(error.status, { detail: error.message, code: error.code });
  if (error.status < 500) return new HttpError(error.status, { detail: error.detail });
  request.log.warn({ err: error }, "request failed");
  return error.isTransient()
    ? new HttpError(error.status, { exception_message: "Service Unavailable" }, { "retry-after": "1" })
    : new HttpError(error.status, { exception_message: "Internal Server Error" });
}
