import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { checkModel } from "./model-check.ts";
import { FakeNode } from "./fake-node.ts";
import { JobController } from "./job-controller.ts";
import { labelProblem, manifestProblem, mergePatched, selects } from "./object-rules.ts";
import { ObjectStore, type StoredObject } from "./object-store.ts";

const PATH =
  /^\/(?:api\/v1|apis\/batch\/v1)(?:\/namespaces\/(?<namespace>[^/]+))?\/(?<kind>jobs|pods|events)(?:\/(?<name>[^/]+))?(?<log>\/log)?$/;

interface Asked {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly namespace: string | null;
  readonly kind: "jobs" | "pods" | "events";
  readonly name: string | null;
  readonly isLog: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

// What is faithful: paths, shapes of objects, lists, watches and errors; versions, conflicts and forgotten versions; deletion
// in the foreground; what the published model says of a manifest; names and labels. What is not here is answered 404.

/** An API server of Kubernetes, as far as jobs, their pods, logs and events go, with a job controller and one node. */
export class FakeCluster {
  readonly #server: Server;
  readonly #stores: Readonly<Record<Asked["kind"], ObjectStore>>;
  readonly #controller: JobController;
  readonly node: FakeNode;
  /** What a real server would have warned of. */
  readonly warnings: string[] = [];
  readonly requests: string[] = [];
  /** So many jobs are made, and who asked for them does not hear of it. */
  lostAnswers = 0;
  readonly #token: string;

  private constructor(token: string) {
    const clock = { version: 100 };
    this.#token = token;
    this.#stores = {
      jobs: new ObjectStore({ apiVersion: "batch/v1", kind: "Job" }, clock),
      pods: new ObjectStore({ apiVersion: "v1", kind: "Pod" }, clock),
      events: new ObjectStore({ apiVersion: "v1", kind: "Event" }, clock),
    };
    const { jobs, pods, events } = this.#stores;
    this.node = new FakeNode(pods, (object, reason, message) => {
      const involvedObject = { uid: object.metadata.uid, name: object.metadata.name };
      events.create(
        object.metadata.namespace,
        { type: "Warning", reason, message, involvedObject },
        { generateName: "e" },
      );
    });
    this.#controller = new JobController(jobs, pods, this.node);
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(token = "a-token"): Promise<FakeCluster> {
    const cluster = new FakeCluster(token);
    cluster.#server.listen(0, "127.0.0.1");
    await once(cluster.#server, "listening");
    return cluster;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** What a kubeconfig file says of it. */
  get config(): Record<string, unknown> {
    return {
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "fake", cluster: { server: this.url, "insecure-skip-tls-verify": true } }],
      users: [{ name: "me", user: { token: this.#token } }],
      contexts: [{ name: "here", context: { cluster: "fake", user: "me" } }],
      "current-context": "here",
    };
  }

  get jobs(): ObjectStore {
    return this.#stores.jobs;
  }

  get pods(): ObjectStore {
    return this.#stores.pods;
  }

  /** Breaks every connection, as a restart of a real one does. */
  breakConnections(): void {
    this.#server.closeAllConnections();
  }

  /** Keeps no more of what changed: who watches from an older version has to list anew. */
  forget(): void {
    for (const store of Object.values(this.#stores)) store.compact();
  }

  /** Deletes a job as `kubectl delete` does. */
  delete(job: StoredObject): Promise<void> {
    return this.#controller.delete(job, "Background");
  }

  async close(): Promise<void> {
    this.node.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://cluster");
    this.requests.push(`${request.method} ${url.pathname}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.headers.authorization !== `Bearer ${this.#token}`) return refuse(response, 401, "Unauthorized");
    if (url.pathname === "/version") return send(response, 200, { major: "1", minor: "34" });
    const body = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
    const asked = askedOf(request.method ?? "GET", url, body);
    if (asked === null) refuse(response, 404, "page not found");
    else this.#carryOut(asked, response);
  }

  #carryOut(asked: Asked, response: ServerResponse): void {
    const store = this.#stores[asked.kind];
    if (asked.method === "POST") return this.#create(asked, response);
    if (asked.name === null)
      return asked.query.get("watch") === "true" ? this.#watch(asked, response) : this.#list(asked, response);
    const object = store.find(asked.namespace ?? "", asked.name);
    if (object === null) return refuse(response, 404, `${asked.kind} "${asked.name}" not found`, "NotFound");
    if (asked.isLog) return this.#log(object, asked.query, response);
    if (asked.method === "PATCH") return this.#patch(store, object, asked.body, response);
    if (asked.method === "DELETE") return this.#delete(asked, object, response);
    send(response, 200, object);
  }

  #create({ kind, namespace, body }: Asked, response: ServerResponse): void {
    const { unknown, wrong } = checkModel(body, "V1Job");
    this.warnings.push(...unknown.map((field) => `unknown field "${field.slice(1)}"`));
    if (kind !== "jobs" || namespace === null || wrong.length > 0) {
      return refuse(response, 400, `Job in version "v1" cannot be handled as a Job: ${wrong.join(", ")}`, "BadRequest");
    }
    const problem = manifestProblem(body, namespace);
    if (problem !== null) return refuse(response, 422, `Job.batch "" is invalid: ${problem}`, "Invalid");
    const { metadata }: { metadata?: { name?: string; generateName?: string } } = body;
    if (this.#stores.jobs.find(namespace, metadata?.name ?? "") !== null) {
      return refuse(response, 409, `jobs.batch "${metadata?.name}" already exists`, "AlreadyExists");
    }
    const job = this.#stores.jobs.create(namespace, { ...body, status: {} }, metadata ?? {});
    if (this.lostAnswers > 0) {
      this.lostAnswers--;
      response.destroy();
    } else send(response, 201, job);
    this.#controller.take(job);
  }

  #list({ kind, namespace, query }: Asked, response: ServerResponse): void {
    const store = this.#stores[kind];
    const items = store.all().filter((object) => isAsked(object, namespace, query));
    send(response, 200, { kind: "List", apiVersion: "v1", metadata: { resourceVersion: store.version }, items });
  }

  #watch({ kind, namespace, query }: Asked, response: ServerResponse): void {
    response.writeHead(200, { "content-type": "application/json" });
    response.flushHeaders();
    const say = (type: string, object: unknown) => response.write(`${JSON.stringify({ type, object })}\n`);
    const stop = this.#stores[kind].changesSince(Number(query.get("resourceVersion")), ({ type, object }) => {
      if (isAsked(object, namespace, query)) say(type, object);
    });
    if (stop === null) {
      say("ERROR", statusOf(410, "too old resource version", "Expired"));
      response.end();
    } else response.once("close", stop);
  }

  #log(pod: StoredObject, query: URLSearchParams, response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/plain" });
    response.flushHeaders();
    const since = query.get("sinceTime") ?? "";
    const stop = this.node.read(pod, (line) => {
      if (line === null) response.end();
      else if (line >= since.replace("Z", "")) response.write(`${line}\n`);
    });
    response.once("close", stop);
  }

  #patch(
    store: ObjectStore,
    object: StoredObject,
    body: Readonly<Record<string, unknown>>,
    response: ServerResponse,
  ): void {
    const patched = mergePatched(object, body);
    const seen = Object(body["metadata"])["resourceVersion"];
    if (seen !== undefined && seen !== object.metadata.resourceVersion) {
      return refuse(
        response,
        409,
        "the object has been modified; please apply your changes to the latest version",
        "Conflict",
      );
    }
    const problem = labelProblem(Object(Object(patched)["metadata"])["labels"]);
    if (problem !== null) return refuse(response, 422, problem, "Invalid");
    send(response, 200, store.update(object, Object(patched)));
  }

  #delete({ kind, body }: Asked, object: StoredObject, response: ServerResponse): void {
    const { preconditions, propagationPolicy = "Background", gracePeriodSeconds = 30 } = Object(body);
    if (preconditions?.uid !== undefined && preconditions.uid !== object.metadata.uid) {
      return refuse(response, 409, "the UID in the precondition does not match the UID in record", "Conflict");
    }
    send(response, 200, statusOf(200, "", ""));
    if (kind === "pods") void this.node.end(object, gracePeriodSeconds);
    else void this.#controller.delete(object, propagationPolicy);
  }
}

function askedOf(method: string, { pathname, searchParams }: URL, body: Asked["body"]): Asked | null {
  const { namespace = null, kind, name = null, log } = PATH.exec(pathname)?.groups ?? {};
  if (kind !== "jobs" && kind !== "pods" && kind !== "events") return null;
  return { method, query: searchParams, namespace, kind, name, isLog: log !== undefined, body };
}

function isAsked(object: StoredObject, namespace: string | null, query: URLSearchParams): boolean {
  if (namespace !== null && object.metadata.namespace !== namespace) return false;
  return selects(object, query.get("labelSelector") ?? "", query.get("fieldSelector") ?? "");
}

function statusOf(code: number, message: string, reason: string) {
  return {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: code < 400 ? "Success" : "Failure",
    message,
    reason,
    code,
  };
}

function refuse(response: ServerResponse, code: number, message: string, reason = ""): void {
  send(response, code, statusOf(code, message, reason));
}

function send(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
