import type { ContainerGroup } from "@azure/arm-containerinstance";
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { isMissing } from "./azure-failure.ts";
import type { InstanceClient } from "./instance-client.ts";

const RESOURCES_API = "2022-09-01";

/** How a deployment does: one that failed says why. */
export interface DeploymentView {
  readonly state: string;
  readonly error: string | null;
}

/** An answer of Azure that says no. */
export class AzureRefusal extends Error {
  override readonly name = "AzureRefusal";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The container groups of a resource group. They are made by deployments, since what makes one is a template; deployments are
 * asked for through the client of the container groups, which signs the requests.
 */
export class ContainerGroups {
  readonly #client: InstanceClient["client"];
  readonly #resourceGroup: string;
  readonly #deployments: string;

  constructor({ client, endpoint }: InstanceClient, resourceGroup: string) {
    this.#client = client;
    this.#resourceGroup = resourceGroup;
    const group = `${client.subscriptionId}/resourcegroups/${encodeURIComponent(resourceGroup)}`;
    this.#deployments = `${endpoint}/subscriptions/${group}/providers/Microsoft.Resources/deployments`;
  }

  /** Begins to make a group. Rejects with `AzureRefusal`. */
  async deploy(name: string, template: JsonObject): Promise<void> {
    const parameters = { container_group_name: { value: name } };
    await this.#ask("PUT", deploymentOf(name), { properties: { mode: "Incremental", template, parameters } });
  }

  /** Null when there is none. */
  async deployment(name: string): Promise<DeploymentView | null> {
    const found = await this.#ask("GET", deploymentOf(name));
    if (found === null) return null;
    const properties = isJsonObject(found["properties"]) ? found["properties"] : {};
    return { state: String(properties["provisioningState"]), error: errorText(properties["error"]) };
  }

  /** Ends one that is under way; one that is over needs no ending. */
  async cancelDeployment(name: string): Promise<void> {
    try {
      await this.#ask("POST", `${deploymentOf(name)}/cancel`);
    } catch (error) {
      if (!(error instanceof AzureRefusal) || error.code !== "DeploymentCannotBeCancelled") throw error;
    }
  }

  /** Null when there is none. */
  async find(name: string): Promise<ContainerGroup | null> {
    try {
      return await this.#client.containerGroups.get(this.#resourceGroup, name);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** What the container printed last, a time before each line; all of it without `tail`. */
  async log(name: string, container: string, tail?: number): Promise<string> {
    const options = { timestamps: true, ...(tail === undefined ? {} : { tail }) };
    return (await this.#client.containers.listLogs(this.#resourceGroup, name, container, options)).content ?? "";
  }

  /** Has it deleted; it goes when its containers have ended. One that is not there is no error. */
  async delete(name: string): Promise<void> {
    await this.#client.containerGroups.beginDelete(this.#resourceGroup, name).catch(unlessMissing);
  }

  /** Has its containers ended. */
  async stop(name: string): Promise<void> {
    await this.#client.containerGroups.stop(this.#resourceGroup, name).catch(unlessMissing);
  }

  async #ask(method: "GET" | "POST" | "PUT", path: string, body?: JsonObject): Promise<JsonObject | null> {
    const request = createPipelineRequest({
      url: `${this.#deployments}/${path}?api-version=${RESOURCES_API}`,
      method,
      headers: createHttpHeaders({ accept: "application/json", "content-type": "application/json" }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { status, bodyAsText } = await this.#client.sendRequest(request);
    if (status === 404 && method !== "PUT") return null;
    const answer = jsonOf(bodyAsText ?? "");
    if (status < 400) return answer;
    const error = isJsonObject(answer["error"]) ? answer["error"] : {};
    const { code = "" } = error;
    throw new AzureRefusal(typeof code === "string" ? code : "", errorText(error) || `Azure answered ${status}`);
  }
}

function deploymentOf(name: string): string {
  return `prefect-${name}`;
}

function unlessMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}

/** The innermost reasons: those around them say that something failed. */
function errorText(error: unknown): string | null {
  if (!isJsonObject(error)) return null;
  const details = Array.isArray(error["details"])
    ? error["details"].map(errorText).filter((text) => text !== null)
    : [];
  if (details.length > 0) return details.join("; ");
  const { code, message } = error;
  return [code, message].filter((part) => typeof part === "string" && part !== "").join(": ");
}

function jsonOf(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
