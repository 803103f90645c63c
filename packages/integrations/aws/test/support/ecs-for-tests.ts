import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { ECSClient } from "@aws-sdk/client-ecs";
import { z } from "zod";
import { MotoServer } from "../../../../../tests/support/moto-server.ts";
import { runInput, TaskProcess } from "./task-process.ts";

export const SECRET = "ecs-canary";

const tasks = z.looseObject({ tasks: z.array(z.looseObject({ taskArn: z.string() })).default([]) });

interface EcsRequest {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** moto's ECS, behind a gate that keeps the requests, and has what a task runs run on this machine. */
export class EcsForTests {
  readonly requests: EcsRequest[] = [];
  readonly #moto: MotoServer;
  readonly #processes = new Map<string, TaskProcess>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #inactive = new Set<unknown>();
  /** While it is closed everybody is answered 503. */
  isClosed = false;
  refusals = 0;

  #client: ECSClient | null = null;

  private constructor(moto: MotoServer) {
    this.#moto = moto;
  }

  static async start(): Promise<EcsForTests> {
    const ecs = new EcsForTests(await MotoServer.start());
    ecs.#server.listen(0, "127.0.0.1");
    await once(ecs.#server, "listening");
    return ecs;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** What asks as somebody else would. */
  get client(): ECSClient {
    const credentials = { accessKeyId: "test", secretAccessKey: SECRET };
    this.#client ??= new ECSClient({ endpoint: this.url, region: "us-east-1", credentials });
    return this.#client;
  }

  /** The inputs of all requests for an operation. */
  inputs(operation: string): readonly Record<string, unknown>[] {
    return this.requests.filter((request) => request.operation === operation).map(({ input }) => input);
  }

  process(arn: string): TaskProcess {
    const found = this.#processes.get(arn);
    if (found === undefined) throw new Error(`no task ${arn} was run`);
    return found;
  }

  async close(): Promise<void> {
    this.#client?.destroy();
    for (const task of this.#processes.values()) task.end();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
    await this.#moto.stop();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (this.isClosed) {
      this.refusals++;
      response.writeHead(503).end();
      return;
    }
    const [, operation] = /^AmazonEC2ContainerService\w*\.(\w+)$/.exec(String(request.headers["x-amz-target"])) ?? [];
    if (operation === "DeregisterTaskDefinition") this.#inactive.add(JSON.parse(body).taskDefinition);
    if (operation === "RunTask" && this.#inactive.has(JSON.parse(body).taskDefinition)) {
      // moto runs such tasks all the same.
      response.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify({ __type: "ClientException", message: "TaskDefinition is inactive" }));
      return;
    }
    const headers = Object.entries(request.headers).filter(
      ([name]) => !["connection", "content-length"].includes(name),
    );
    const init = {
      method: "POST",
      body: operation === "RegisterTaskDefinition" ? withMemory(body) : body,
      headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
    };
    const answer = await fetch(`${this.#moto.url}${request.url}`, init);
    const told = await answer.text();
    const changed = operation === undefined || !answer.ok ? told : this.#changed(operation, JSON.parse(body), told);
    if (operation !== undefined) this.requests.push({ operation, input: JSON.parse(body) });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    response.end(changed);
  }

  #changed(operation: string, input: Record<string, unknown>, told: string): string {
    if (operation === "StopTask") this.#processes.get(String(input["task"]))?.stop();
    if (operation !== "RunTask" && operation !== "DescribeTasks") return told;
    const answer = tasks.parse(JSON.parse(told));
    if (operation === "RunTask") {
      for (const { taskArn } of answer.tasks) this.#processes.set(taskArn, new TaskProcess(runInput.parse(input)));
      return told;
    }
    const now = answer.tasks.map((task) => ({ ...task, ...this.#processes.get(task.taskArn)?.told }));
    return JSON.stringify({ ...answer, tasks: now });
  }
}

const definition = z.looseObject({ containerDefinitions: z.array(z.looseObject({})) });

/** moto, unlike ECS, wants to know how much memory each container needs. */
function withMemory(body: string): string {
  const wanted = definition.parse(JSON.parse(body));
  const containerDefinitions = wanted.containerDefinitions.map((one) => ({ memory: 128, ...one }));
  return JSON.stringify({ ...wanted, containerDefinitions });
}
