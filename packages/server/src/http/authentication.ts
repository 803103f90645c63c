import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { HttpError } from "./http-error.ts";

/** Tells whether a client's secret is the server's; both sides are hashed, so that time tells nothing of either. */
export function isSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Whether an `Authorization` header carries the server's secret: Basic, as Prefect's client and browsers send it. */
export function isAuthorized(header: string | undefined, secret: string): boolean {
  const [scheme = "", credentials = ""] = (header ?? "").split(" ", 2);
  return scheme.toLowerCase() === "basic" && isSecret(Buffer.from(credentials, "base64").toString("utf8"), secret);
}

/**
 * With a secret, every request needs it, unless the very route it reached says `access: "open"`. What reached no route
 * needs it too: no form of path opens anything.
 */
export function requireSecret(app: FastifyInstance, secret: string | null): void {
  if (secret === null) return;
  app.addHook("onRequest", async (request) => {
    const { config } = request.routeOptions;
    const isOpen = !request.is404 && (config.route?.access ?? config.access) === "open";
    if (!isOpen && !isAuthorized(request.headers.authorization, secret)) {
      throw new HttpError(401, { exception_message: "Unauthorized" });
    }
  });
}
