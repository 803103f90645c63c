import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

interface Manifest {
  readonly type: string;
  readonly body: Buffer;
}

/** A registry of images that takes and gives by this login alone, and remembers which tags were pushed. */
export async function imageRegistry(login: string) {
  const wanted = `Basic ${Buffer.from(login).toString("base64")}`;
  const content = new Content();
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const isLetIn = request.headers.authorization === wanted;
    const reply: Reply = isLetIn
      ? content.reply(request, new URL(request.url ?? "/", "http://localhost"), body)
      : { status: 401, headers: { "www-authenticate": "Basic realm=test" } };
    response.writeHead(reply.status, { "docker-distribution-api-version": "registry/2.0", ...reply.headers });
    response.end(request.method === "HEAD" ? undefined : reply.body);
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
  readonly #manifests = new Map<string, Manifest>();
  readonly #uploads = new Map<string, Buffer>();

  reply({ method, headers }: IncomingMessage, { pathname, searchParams }: URL, body: Buffer): Reply {
    const [, name = "", kind, id = ""] = /^\/v2\/(.+)\/(blobs\/uploads|blobs|manifests)\/(.*)$/.exec(pathname) ?? [];
    if (kind === "blobs") return this.#blob(id);
    if (kind === "blobs/uploads") return this.#upload(name, id, searchParams.get("digest"), body);
    if (kind === undefined) return { status: 200 };
    if (method !== "PUT") return this.#manifest(name, id);
    this.tags.push(`${name}:${id}`);
    const digest = digestOf(body);
    for (const key of [id, digest])
      this.#manifests.set(`${name}:${key}`, { type: headers["content-type"] ?? "", body });
    return { status: 201, headers: { "docker-content-digest": digest } };
  }

  #manifest(name: string, id: string): Reply {
    const manifest = this.#manifests.get(`${name}:${id}`);
    if (manifest === undefined) return { status: 404 };
    const { type, body } = manifest;
    const headers = {
      "content-type": type,
      "content-length": String(body.length),
      "docker-content-digest": digestOf(body),
    };
    return { status: 200, headers, body };
  }

  #blob(digest: string): Reply {
    const blob = this.#blobs.get(digest);
    if (blob === undefined) return { status: 404 };
    return { status: 200, headers: { "content-length": String(blob.length) }, body: blob };
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
