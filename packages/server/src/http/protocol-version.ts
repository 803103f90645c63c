import type { FastifyInstance } from "fastify";
import { HttpError } from "./http-error.ts";
import { API_VERSION } from "./versions.ts";

const MINIMUM = [0, 8, 0] as const;

/** Refuses clients whose API version is older than this server serves; no header means any version is fine. */
export function checkProtocolVersion(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    const { route } = request.routeOptions.config;
    if (route === undefined) return;
    reply.header("x-prefect-api-version", API_VERSION);
    const asked = request.headers["x-prefect-api-version"];
    if (typeof asked === "string" && asked !== "" && route.servesAnyVersion !== true) refuseOlder(asked);
  });
}

function refuseOlder(asked: string): void {
  const parts = asked.split(".").map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : Number.NaN));
  if (parts.length !== MINIMUM.length || parts.some(Number.isNaN)) {
    throw new HttpError(400, {
      detail: `Invalid X-PREFECT-API-VERSION header format. Expected header in format 'x.y.z' but received ${asked}`,
    });
  }
  if (isOlder(parts)) {
    throw new HttpError(400, {
      detail: `The request specified API version ${asked} but this server requires version ${MINIMUM.join(".")} or higher.`,
    });
  }
}

function isOlder(version: readonly number[]): boolean {
  const at = version.findIndex((part, index) => part !== MINIMUM[index]);
  return at !== -1 && (version[at] ?? 0) < (MINIMUM[at] ?? 0);
}
