import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A registry of images that takes what is pushed by this login alone, and remembers which tags were. */
export async function imageRegistry(login: string) {
  const wanted = `Basic ${Buffer.from(login).toString("base64")}`;
  const content = new Content();
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const isLetIn = request.headers.authorization === wanted;
    const { status, headers = {} } = isLetIn
      ? content.reply(request.method ?? "", new URL(request.url ?? "/", "http://localhost"), body)
      : { status: 401, headers: { "www-authenticate": "Basic realm=test" } };
    response.writeHead(status, { "docker-distribution-api-version": "registry/2.0", ...headers }).end();
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    host: `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    tags: content.tags,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

class Content {
  readonly tags: string[] = [];
  readonly #blobs = new Map<string, Buffer>();
  readonly #uploads = new Map<string, Buffer>();

  reply(method: string, { pathname, searchParams }: URL, body: Buffer): Reply {
    const [, name = "", kind, id = ""] = /^\/v2\/(.+)\/(blobs\/uploads|blobs|manifests)\/(.*)$/.exec(pathname) ?? [];
    if (kind === "blobs") return this.#blob(id);
    if (kind === "blobs/uploads") return this.#upload(name, id, searchParams.get("digest"), body);
    if (kind === undefined) return { status: 200 };
    if (method !== "PUT") return { status: 404 };
    this.tags.push(`${name}:${id}`);
    return { status: 201, headers: { "docker-content-digest": digestOf(body) } };
  }

  #blob(digest: string): Reply {
    const blob = this.#blobs.get(digest);
    return blob === undefined ? { status: 404 } : { status: 200, headers: { "content-length": String(blob.length) } };
  }

  /** Begins an upload, goes on with one, or ends it with what it must be. */
  #upload(name: string, id: string, digest: string | null, body: Buffer): Reply {
    const upload = id === "" ? String(this.#uploads.size + 1) : id;
    const received = Buffer.concat([this.#uploads.get(upload) ?? Buffer.of(), body]);
    this.#uploads.set(upload, received);
    const headers = {
      location: `/v2/${name}/blobs/uploads/${upload}`,
      range: `0-${Math.max(0, received.length - 1)}`,
      "docker-upload-uuid": upload,
    };
    if (digest === null) return { status: 202, headers };
    this.#blobs.set(digest, received);
    return { status: 201, headers: { ...headers, "docker-content-digest": digest } };
  }
}

function digestOf(body: Buffer): string {
  return `sha256:${createHash("sha256").update(body).digest("hex")}`;
}
