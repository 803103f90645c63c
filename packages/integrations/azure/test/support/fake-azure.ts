import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { text } from "node:stream/consumers";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { resourcesOf, TemplateError } from "./arm-template.ts";
import { type AskedContainer, FakeContainer } from "./fake-container.ts";
import { InstanceModel } from "./model-check.ts";
import { selfSigned } from "./self-signed.ts";

const GROUP = "/subscriptions/s-1/resourcegroups/flows/providers/";
const TOKEN = "azure-canary-token";
const NAME = /^[a-z0-9](?:-?[a-z0-9])*$/;

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

interface Group {
  readonly resource: JsonObject;
  readonly container: FakeContainer;
}

// What is faithful: paths and versions; tokens, which are given to the machine's identity alone; templates with their
// expressions; what the published model says of a container group, and its rules for names; states of deployments, groups
// and containers; logs with times; the forms of refusals. Every call is answered at once, where Azure takes its time.

/** Azure's resource manager, as far as deployments of container groups go, in the resource group `flows`. */
export class FakeAzure {
  readonly tls = selfSigned();
  /** What signs a machine's own programs in. */
  readonly identityHeader = "azure-canary-identity";
  readonly #server: Server = createServer(this.tls, (request, response) => void this.#take(request, response));
  readonly #model: InstanceModel;
  readonly #groups = new Map<string, Group>();
  readonly #deployments = new Map<string, JsonObject>();
  /** Every group that was asked for, by its name. */
  readonly asked = new Map<string, JsonObject>();
  /** Whether it answers that it is busy. */
  isBusy = false;
  #onRefusal: () => void = () => undefined;

  private constructor(model: InstanceModel) {
    this.#model = model;
  }

  static async start(): Promise<FakeAzure> {
    const azure = new FakeAzure(await InstanceModel.read());
    azure.#server.listen(0, "127.0.0.1");
    await once(azure.#server, "listening");
    return azure;
  }

  get url(): string {
    const address = this.#server.address();
    return `https://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  }

  get groups(): readonly string[] {
    return [...this.#groups.keys()];
  }

  signal(name: string, signal: NodeJS.Signals): void {
    this.#groups.get(name)?.container.signal(signal);
  }

  /** Resolves when it has answered so often that it is busy. */
  async refusals(count: number): Promise<void> {
    for (let seen = 0; seen < count; seen++) {
      await new Promise<void>((resolve) => {
        this.#onRefusal = resolve;
      });
    }
  }

  async close(): Promise<void> {
    for (const { container } of this.#groups.values()) container.kill();
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await text(request);
    const url = new URL(request.url ?? "/", this.url);
    const { status, body } = this.#answer(request, url, sent === "" ? {} : JSON.parse(sent));
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(body === undefined ? "" : JSON.stringify(body));
  }

  #answer(request: IncomingMessage, url: URL, body: JsonObject): Answer {
    if (url.pathname === "/identity") return this.#giveToken(request, url);
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return refusal(401, "AuthenticationFailed", "No token.");
    if (this.isBusy) {
      this.#onRefusal();
      return refusal(503, "ServerBusy", "Try again.");
    }
    const path = url.pathname.replace(/\/resourceGroups\//, "/resourcegroups/");
    if (!path.startsWith(GROUP)) return refusal(404, "ResourceGroupNotFound", "Resource group could not be found.");
    const [provider, kind, name = "", action, ...rest] = path.slice(GROUP.length).split("/");
    const version = url.searchParams.get("api-version");
    const asked = `${request.method} ${provider}/${kind}/${version}`;
    if (asked === "GET Microsoft.ContainerInstance/containerGroups/2023-05-01" && rest.at(-1) === "logs") {
      return this.#log(name, url.searchParams);
    }
    const answers: Record<string, () => Answer> = {
      "PUT Microsoft.Resources/deployments/2022-09-01": () => this.#deploy(name, body),
      "GET Microsoft.Resources/deployments/2022-09-01": () => found(this.#deployments.get(name)),
      "POST Microsoft.Resources/deployments/2022-09-01": () => this.#cancel(name),
      "GET Microsoft.ContainerInstance/containerGroups/2023-05-01": () => found(this.#view(name)),
      "DELETE Microsoft.ContainerInstance/containerGroups/2023-05-01": () => this.#end(name, true),
      "POST Microsoft.ContainerInstance/containerGroups/2023-05-01": () => this.#end(name, action !== "stop"),
    };
    return answers[asked]?.() ?? refusal(400, "NoRegisteredProviderFound", `${asked} is not there.`);
  }

  #giveToken(request: IncomingMessage, url: URL): Answer {
    const isKnown = request.headers["x-identity-header"] === this.identityHeader;
    const isMeant = url.searchParams.get("resource")?.startsWith(this.url) === true;
    if (!isKnown || !isMeant) return { status: 400, body: { statusCode: 400, message: "No identity of this name." } };
    const expires_on = String(Math.floor(Date.now() / 1000) + 3600);
    return { status: 200, body: { access_token: TOKEN, expires_on, resource: this.url, token_type: "Bearer" } };
  }

  #deploy(name: string, { properties }: JsonObject): Answer {
    const { mode, template, parameters } = isJsonObject(properties) ? properties : {};
    if (mode !== "Incremental" || !isJsonObject(template) || !isJsonObject(parameters) || name.length > 64) {
      return refusal(400, "InvalidRequestContent", "The request content was invalid.");
    }
    try {
      for (const resource of resourcesOf(template, parameters)) this.#make(resource);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return refusal(400, "InvalidTemplate", error.message);
    }
    const [made] = [...this.asked.values()].slice(-1);
    const isFailed = JSON.stringify(made).includes("inaccessible:1");
    const details = [{ code: "InaccessibleImage", message: "The image 'inaccessible:1' is not accessible." }];
    const error = { code: "DeploymentFailed", message: "At least one resource operation failed.", details };
    const outcome = isFailed ? { provisioningState: "Failed", error } : { provisioningState: "Succeeded" };
    const deployment = { id: name, name, properties: { ...outcome, mode } };
    this.#deployments.set(name, deployment);
    return {
      status: 201,
      body: { ...deployment, properties: { ...deployment.properties, provisioningState: "Accepted" } },
    };
  }

  #make({ type, apiVersion, name, ...resource }: JsonObject): void {
    if (type !== "Microsoft.ContainerInstance/containerGroups") throw new TemplateError(`no type ${String(type)}`);
    const problems = this.#model.problems(resource, "ContainerGroup");
    if (typeof name !== "string" || !NAME.test(name) || name.length > 63) problems.push(`the name ${String(name)}`);
    if (apiVersion !== "2022-09-01") problems.push("no such version");
    if (problems.length > 0) throw new TemplateError(problems.join(", "));
    this.asked.set(String(name), resource);
    const [asked] = Object(resource["properties"]).containers as AskedContainer[];
    if (asked === undefined) throw new TemplateError("no containers");
    if (!asked.properties.image.startsWith("inaccessible")) {
      this.#groups.set(String(name), { resource, container: new FakeContainer(asked) });
    }
  }

  #cancel(name: string): Answer {
    if (!this.#deployments.has(name)) return refusal(404, "DeploymentNotFound", "No such deployment.");
    return refusal(409, "DeploymentCannotBeCancelled", "The deployment is over.");
  }

  #view(name: string): JsonObject | undefined {
    const group = this.#groups.get(name);
    if (group === undefined) return undefined;
    const properties = { ...Object(group.resource["properties"]), containers: [group.container.view] };
    const id = `${GROUP}Microsoft.ContainerInstance/containerGroups/${name}`;
    return { ...group.resource, id, name, properties: { ...properties, provisioningState: "Succeeded" } };
  }

  #log(name: string, query: URLSearchParams): Answer {
    const group = this.#groups.get(name);
    if (group === undefined) return found(undefined);
    if (query.get("timestamps") !== "true") return refusal(400, "BadRequest", "Times are wanted in these tests.");
    return { status: 200, body: { content: group.container.log(Number(query.get("tail") ?? 100_000)) } };
  }

  async #close(name: string, { container }: Group, isDeleted: boolean): Promise<void> {
    await container.end();
    if (isDeleted) this.#groups.delete(name);
  }

  /** A group that is deleted is there until its containers have ended. */
  #end(name: string, isDeleted: boolean): Answer {
    const group = this.#groups.get(name);
    if (group === undefined) return { status: 204 };
    void this.#close(name, group, isDeleted);
    return isDeleted ? { status: 200, body: this.#view(name) } : { status: 204 };
  }
}

function found(body: unknown): Answer {
  return body === undefined ? refusal(404, "ResourceNotFound", "The resource was not found.") : { status: 200, body };
}

function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}
