import { HttpMethod, type KubeConfig, RequestContext } from "@kubernetes/client-node";
import { TuttiError } from "@tutti/core/errors";
import { isJsonObject } from "@tutti/core/json-object";
import { fetch, type Response } from "undici";

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

interface Heard {
  /** The cluster agreed to tell. */
  readonly onAnswer?: () => void;
  readonly onLine: (line: string) => void;
}

const METHODS = {
  GET: HttpMethod.GET,
  POST: HttpMethod.POST,
  PATCH: HttpMethod.PATCH,
  DELETE: HttpMethod.DELETE,
} as const;

/** What the cluster answered instead of doing what it was asked. */
export class ClusterError extends Error {
  override readonly name = "ClusterError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * The API of one cluster. Objects go as JSON, as they stand: the client's own classes would leave out what they do not know,
 * and a manifest is the user's.
 */
export class Cluster {
  readonly #config: KubeConfig;

  constructor(config: KubeConfig) {
    this.#config = config;
  }

  /** Throws `invalid_usage` where nobody answers; that it lets the worker in is not asked. */
  async greet(): Promise<void> {
    try {
      await this.get("/version");
    } catch (error) {
      if (error instanceof ClusterError) return;
      const reason = reasonOf(error);
      const fix = "set KUBECONFIG, or see kubectl config current-context";
      throw new TuttiError("invalid_usage", `No Kubernetes cluster answers at ${this.#server()} (${reason}): ${fix}.`, {
        cause: error,
      });
    }
  }

  async get(path: string, query: Query = {}): Promise<unknown> {
    return (await this.#send("GET", path, query)).json();
  }

  async create(path: string, object: unknown): Promise<unknown> {
    return (await this.#send("POST", path, {}, { type: "application/json", object })).json();
  }

  /** Changes fields of an object; one that names its `resourceVersion` fails with 409 when somebody else changed it since. */
  async patch(path: string, object: unknown): Promise<unknown> {
    return (await this.#send("PATCH", path, {}, { type: "application/merge-patch+json", object })).json();
  }

  async remove(path: string, options: unknown): Promise<void> {
    await (await this.#send("DELETE", path, {}, { type: "application/json", object: options })).text();
  }

  /** Reads an answer that does not end, line by line as it comes; resolves when it does end. */
  async lines(path: string, query: Query, signal: AbortSignal, { onAnswer, onLine }: Heard): Promise<void> {
    const { body } = await this.#send("GET", path, query, null, signal);
    onAnswer?.();
    let begun = "";
    const decoder = new TextDecoder();
    for await (const chunk of body ?? []) {
      const lines = (begun + decoder.decode(chunk, { stream: true })).split("\n");
      begun = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    }
    if (begun !== "") onLine(begun);
  }

  async #send(
    method: keyof typeof METHODS,
    path: string,
    query: Query,
    body: { type: string; object: unknown } | null = null,
    signal: AbortSignal | null = null,
  ): Promise<Response> {
    const url = new URL(`${this.#server()}${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const context = new RequestContext(url.href, METHODS[method]);
    await this.#config.applySecurityAuthentication(context);
    const dispatcher = context.getDispatcher();
    const response = await fetch(url, {
      method,
      signal,
      headers: {
        ...context.getHeaders(),
        accept: "application/json",
        ...(body === null ? {} : { "content-type": body.type }),
      },
      ...(body === null ? {} : { body: JSON.stringify(body.object) }),
      ...(dispatcher === undefined ? {} : { dispatcher }),
    });
    if (!response.ok) throw await refusal(response);
    return response;
  }

  #server(): string {
    const cluster = this.#config.getCurrentCluster();
    if (cluster === null) throw new Error("the configuration of Kubernetes names no cluster");
    return cluster.server.replace(/\/$/, "");
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}

async function refusal(response: Response): Promise<ClusterError> {
  const text = await response.text();
  try {
    const status: unknown = JSON.parse(text);
    if (isJsonObject(status) && typeof status["message"] === "string")
      return new ClusterError(response.status, status["message"]);
  } catch {
    // Not every gateway before a cluster speaks JSON.
  }
  return new ClusterError(response.status, text.trim() || `${response.status} ${response.statusText}`);
}
