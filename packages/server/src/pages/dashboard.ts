import { fileURLToPath } from "node:url";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendFile, type FileRoot } from "./static-files.ts";
import { PAGE_ROUTE } from "./page-route.ts";

/** Where the dashboard is served. */
export const DASHBOARD_BASE = "/dashboard";

/** Where the build of `packages/ui` puts the dashboard. */
export const DASHBOARD_FOLDER = fileURLToPath(new URL("../../dashboard", import.meta.url));

/** No code but our own files, nothing embeds us; pictures may come from anywhere, since users' artifacts name them. */
const POLICY =
  "default-src 'self'; img-src 'self' data: blob: https: http:; object-src 'none'; base-uri 'none'; " +
  "form-action 'self'; frame-ancestors 'none'";

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Tutti</title>
<body><h1>The dashboard is not built</h1>
<p>The server runs and its API answers at <a href="/docs">/docs</a>. Build the dashboard with
<code>npm run build -w @tutti/ui</code>, then reload this page.</p></body></html>
`;

/** What browsers ask of the root, whatever a page says: of JSON, and of pages that name no icon. */
const ROOT_ICON = "/favicon.ico";

/** Serves the dashboard below `/dashboard`; its own router resolves every path that names no file. */
export function serveDashboard(app: FastifyInstance, folder: string): void {
  const root: FileRoot = { folder, contentSecurityPolicy: POLICY };
  app.get(DASHBOARD_BASE, PAGE_ROUTE, async (request, reply) => sendPage(request, reply, root));
  app.get<{ Params: { "*": string } }>(`${DASHBOARD_BASE}/*`, PAGE_ROUTE, async (request, reply) => {
    const path = request.params["*"];
    const isAsset = /\.\w+$/.test(path);
    if (isAsset && (await sendFile(request, reply, root, path))) return reply;
    return isAsset ? reply.callNotFound() : sendPage(request, reply, root);
  });
  app.get(ROOT_ICON, PAGE_ROUTE, async (request, reply) =>
    (await sendFile(request, reply, root, "favicon/tutti.svg")) ? reply : reply.callNotFound(),
  );
}

async function sendPage(request: FastifyRequest, reply: FastifyReply, root: FileRoot): Promise<FastifyReply> {
  if (await sendFile(request, reply, root, "index.html")) return reply;
  return reply.code(503).type("text/html; charset=utf-8").header("content-security-policy", POLICY).send(NOT_BUILT);
}
