import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance } from "fastify";
import { CSRF_CLIENT_HEADER, CSRF_TOKEN_HEADER } from "@tutti/core/wire/csrf-token";
import { LEASE_EPOCH_HEADER } from "@tutti/core/wire/lease";
import type { Store } from "../store/store.ts";
import { HttpError } from "./http-error.ts";

const CHANGING = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * Asks every change for a token that only this server gives, as Prefect's does when it is told to, in the words that its
 * client looks for. It is not asked of what no stranger's page can send: our own pages' requests, which the browser
 * marks, and those of Tutti's clients, by headers that a page of another origin needs leave to set.
 */
export function checkCsrfTokens(app: FastifyInstance, store: Store): void {
  app.addHook("onRequest", async ({ method, headers }) => {
    if (!CHANGING.has(method) || isBeyondStrangers(headers)) return;
    const [token, client] = [headers[CSRF_TOKEN_HEADER], headers[CSRF_CLIENT_HEADER]];
    if (typeof token !== "string" || token === "") throw forbidden("Missing CSRF token.");
    if (typeof client !== "string" || client === "") throw forbidden("Missing client identifier.");
    if (!(await store.read("isCsrfToken", { client, token }))) {
      throw forbidden("Invalid CSRF token or client identifier.");
    }
  });
}

function isBeyondStrangers(headers: IncomingHttpHeaders): boolean {
  const isOurClient = headers["user-agent"]?.startsWith("tutti/") === true || LEASE_EPOCH_HEADER in headers;
  return isOurClient || headers["sec-fetch-site"] === "same-origin";
}

function forbidden(detail: string): HttpError {
  return new HttpError(403, { detail });
}
