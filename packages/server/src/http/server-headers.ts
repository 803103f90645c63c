import type { FastifyInstance } from "fastify";
import { INSTANCE_HEADER, VERSION_HEADER } from "@tutti/core/wire/local-server";
import { TUTTI_VERSION } from "./versions.ts";

/** On every answer: what the server is, which process it is, and that types are not to be guessed. */
export function sendServerHeaders(app: FastifyInstance, instanceId: string): void {
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({
      [VERSION_HEADER]: TUTTI_VERSION,
      [INSTANCE_HEADER]: instanceId,
      "x-content-type-options": "nosniff",
    });
  });
}
