import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";

/** Git's own HTTP server over a folder of repositories, which lets in nobody but this login. Port of the system's choice. */
export async function gitServer(folder: string, login: string) {
  const wanted = `Basic ${Buffer.from(login).toString("base64")}`;
  const server = createServer((request, response) => {
    if (request.headers.authorization === wanted) void answer(folder, request, response);
    else response.writeHead(401, { "www-authenticate": "Basic" }).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const body = await buffer(request);
  const backend = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env["PATH"],
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: pathname,
      QUERY_STRING: searchParams.toString(),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"],
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      REMOTE_USER: "somebody",
    },
  });
  backend.stdin.on("error", () => undefined);
  backend.stdin.end(body);
  const reply = await buffer(backend.stdout);
  const end = reply.indexOf("\r\n\r\n");
  const headers = reply
    .subarray(0, end)
    .toString()
    .split("\r\n")
    .map((line) => line.split(/: (.*)/s).slice(0, 2));
  const { Status: status = "200", ...others } = Object.fromEntries(headers) as Record<string, string>;
  response.writeHead(Number.parseInt(status, 10), others).end(reply.subarray(end + 4));
}
