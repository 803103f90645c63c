import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { openApiDocument } from "../http/openapi.ts";
import type { Route } from "../http/route.ts";
import { sendFile, type FileRoot } from "./static-files.ts";
import { PAGE_ROUTE } from "./page-route.ts";

/** Swagger's page styles elements in place; scripts are its own two files. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; " +
  "frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Tutti API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({ url: "/openapi.json", dom_id: "#api", deepLinking: true, docExpansion: "none" });\n`;

const ASSETS = ["swagger-ui.css", "swagger-ui-bundle.js"] as const;

/** Serves the API's description at `/openapi.json` and a page to read and try it at `/docs`. */
export function serveApiPage(app: FastifyInstance, routes: readonly Route[]): void {
  const document = once(() => JSON.stringify(openApiDocument(routes)));
  const root = once((): FileRoot => ({ folder: swaggerFolder(), contentSecurityPolicy: POLICY }));
  app.get("/openapi.json", PAGE_ROUTE, async (_request, reply) => reply.type("application/json").send(document()));
  app.get("/docs", PAGE_ROUTE, async (_request, reply) =>
    reply.type("text/html; charset=utf-8").header("content-security-policy", POLICY).send(PAGE),
  );
  app.get("/docs/start.js", PAGE_ROUTE, async (_request, reply) =>
    reply.type("text/javascript; charset=utf-8").send(START),
  );
  for (const asset of ASSETS) {
    app.get(`/docs/${asset}`, PAGE_ROUTE, async (request, reply) =>
      (await sendFile(request, reply, root(), asset)) ? reply : reply.callNotFound(),
    );
  }
}

/**
 * Packing puts Swagger's page beside the code: its own package brings one along that tells others of each installation.
 * In the repository, where no package's scripts are run, it is taken from there.
 */
function swaggerFolder(): string {
  const packed = fileURLToPath(new URL("../../api-page/", import.meta.url));
  return existsSync(packed) ? packed : dirname(fileURLToPath(import.meta.resolve("swagger-ui-dist/package.json")));
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
