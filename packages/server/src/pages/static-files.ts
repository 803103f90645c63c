import type { FastifyReply, FastifyRequest } from "fastify";

/** Which folder, and what to tell browsers about its files. */
export interface FileRoot {
  readonly folder: string;
  readonly contentSecurityPolicy: string;
}

/**
 * Sends one file below the folder, with ranges and validators. False when there is none; `path` is as in the URL, and
 * cannot lead out of the folder. Files whose name carries a hash are kept by browsers for good.
 */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  root: FileRoot,
  path: string,
): Promise<boolean> {
  const { send } = await import("@fastify/send");
  const isHashed = /-[\w-]{8}\.\w+$/.test(path);
  const { statusCode, headers, stream, type } = await send(request.raw, path, {
    root: root.folder,
    index: false,
    dotfiles: "deny",
    cacheControl: isHashed,
    immutable: isHashed,
    maxAge: isHashed ? "365d" : 0,
  });
  if (type !== "file" && statusCode !== 304 && statusCode !== 416) return false;
  await reply
    .code(statusCode)
    .headers(headers)
    .header("content-security-policy", root.contentSecurityPolicy)
    .header("cache-control", headers["Cache-Control"] ?? "no-cache")
    .send(stream);
  return true;
}
