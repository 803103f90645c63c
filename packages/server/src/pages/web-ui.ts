import { statSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { TuttiError } from "@tutti/core/errors";
import { PAGE_ROUTE } from "./page-route.ts";

/** Stands in the built files of Prefect's web UIs where the path goes below which they are served. */
const BASE_PLACEHOLDER = "/PREFECT_UI_SERVE_BASE_REPLACE_PLACEHOLDER";
const NAMES_ITS_BASE = /\.(?:html|js|css|json|txt|webmanifest)$/;

/** Not ours to restrict in what it loads; nothing embeds it. */
const POLICY = "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * Serves a built web UI of Prefect's, either generation's, from a folder below a path. A path that names no file is its index: its own
 * router resolves it. Throws `invalid_setting` when the folder holds none.
 */
export function serveWebUi(app: FastifyInstance, folder: string, base: string): void {
  if (statSync(join(folder, "index.html"), { throwIfNoEntry: false })?.isFile() !== true) {
    throw new TuttiError("invalid_setting", `there is no web UI in ${folder}: it has no index.html`);
  }
  for (const url of [base, `${base}/*`]) {
    app.get<{ Params: { "*"?: string } }>(url, PAGE_ROUTE, async (request, reply) => {
      const path = `/${request.params["*"] ?? ""}`;
      if (/\.\w+$/.test(path) && (await sendUiFile(request, reply, { folder, base }, path))) return reply;
      return (await sendUiFile(request, reply, { folder, base }, "/index.html")) ? reply : reply.callNotFound();
    });
  }
}

/** Sends one file below the folder, with its base filled in; false when there is none. */
async function sendUiFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { folder, base }: { readonly folder: string; readonly base: string },
  path: string,
): Promise<boolean> {
  const { send } = await import("@fastify/send");
  const { statusCode, headers, stream, type } = await send(request.raw, path, {
    root: folder,
    index: false,
    dotfiles: "deny",
    acceptRanges: false,
    maxAge: 0,
  });
  if (type !== "file" && statusCode !== 304) return false;
  const { "Content-Length": length, ...kept } = headers;
  reply.code(statusCode).headers(kept).header("content-security-policy", POLICY);
  if (statusCode === 200 && NAMES_ITS_BASE.test(path)) {
    const isAskedFor = request.method !== "HEAD";
    await reply.send(isAskedFor ? (await text(stream)).replaceAll(BASE_PLACEHOLDER, base) : stream);
  } else {
    if (length !== undefined) reply.header("content-length", length);
    await reply.send(stream);
  }
  return true;
}
