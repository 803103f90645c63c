import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { ECSClient } from "@aws-sdk/client-ecs";
import { z } from "zod";
import { MotoServer } from "../../../../../tests/support/moto-server.ts";
import { awslogs, loggingDefinition } from "./awslogs-driver.ts";
import { runInput, TaskProcess } from "./task-process.ts";

export const SECRET = "ecs-canary";

const tasks = z.looseObject({ tasks: z.array(z.looseObject({ taskArn: z.string() })).default([]) });

interface EcsRequest {
  readonly service: "ecs" | "logs";
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
  readonly #definitions = new Map<string, z.infer<typeof loggingDefinition>>();
  #logs: CloudWatchLogsClient | null = null;
  /** While it is closed everybody is answered 503. */
  isClosed = false;
  refusals = 0;
  /** While it is on, tasks are run, and nobody who asked for one hears of it. */
  isMute = false;

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

  /** The logs' client of the machines that tasks run on. */
  get #driver(): CloudWatchLogsClient {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    this.#logs ??= new CloudWatchLogsClient({ endpoint: this.#moto.url, region: "us-east-1", credentials });
    return this.#logs;
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
    this.#logs?.destroy();
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
    const { service, operation } = askedFor(request);
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
    if (operation !== undefined) this.requests.push({ service, operation, input: JSON.parse(body) });
    if (this.isMute && operation === "RunTask") return;
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    response.end(changed);
  }

  #run(taskArn: string, input: z.infer<typeof runInput>): TaskProcess {
    const [, family = ""] = /([^/:]+):\d+$/.exec(input.taskDefinition) ?? [];
    const container = input.overrides.containerOverrides[0]?.name ?? "";
    return new TaskProcess(input, awslogs(this.#driver, this.#definitions.get(family), container, taskArn));
  }

  #changed(operation: string, input: Record<string, unknown>, told: string): string {
    if (operation === "RegisterTaskDefinition") {
      const definition = loggingDefinition.parse(input);
      this.#definitions.set(definition.family, definition);
    }
    if (operation === "StopTask") this.#processes.get(String(input["task"]))?.stop();
    if (operation !== "RunTask" && operation !== "DescribeTasks") return told;
    const answer = tasks.parse(JSON.parse(told));
    if (operation === "RunTask") {
      for (const { taskArn } of answer.tasks) this.#processes.set(taskArn, this.#run(taskArn, runInput.parse(input)));
      return told;
    }
    const now = answer.tasks.map((task) => ({ ...task, ...this.#processes.get(task.taskArn)?.told }));
    return JSON.stringify({ ...answer, tasks: now });
  }
}

/** Which operation a request is for. Those of other services of AWS are let through. */
function askedFor({ headers }: IncomingMessage): Pick<EcsRequest, "service"> & { readonly operation?: string } {
  const target = /^(AmazonEC2ContainerService|Logs_)\w*\.(\w+)$/.exec(String(headers["x-amz-target"]));
  if (target === null) return { service: "ecs" };
  const [, service, operation = ""] = target;
  return { service: service === "Logs_" ? "logs" : "ecs", operation };
}

const definition = z.looseObject({ containerDefinitions: z.array(z.looseObject({})) });

/** moto, unlike ECS, wants to know how much memory each container needs. */
function withMemory(body: string): string {
  const wanted = definition.parse(JSON.parse(body));
  const containerDefinitions = wanted.containerDefinitions.map((one) => ({ memory: 128, ...one }));
  return JSON.stringify({ ...wanted, containerDefinitions });
}
