import type { DescribeTasksCommandOutput, ECSClient, RunTaskCommandInput, Task } from "@aws-sdk/client-ecs";
import { LaunchFailure } from "@tutti/worker/launcher";
import { explained } from "./aws-failure.ts";
import { CloudWatchLogs } from "./cloudwatch-logs.ts";
import { isSameDefinition, type NamedDefinition } from "./ecs-task-definition.ts";
import type { SignIn } from "./sign-in.ts";

const MOST_AT_ONCE = 100;

/** A look at a task that was asked for and not made. */
interface Look {
  readonly arn: string;
  readonly told: PromiseWithResolvers<Task | null>;
}

/** ECS as one sign-in sees it: what is registered there, and the tasks that are looked at. */
export class EcsAccount {
  readonly signedIn: SignIn;
  readonly region: string;
  readonly logs: CloudWatchLogs;
  readonly #client: ECSClient;
  readonly #definitions = new Map<string, string>();
  readonly #looks = new Map<string, Look[]>();

  private constructor(client: ECSClient, signedIn: SignIn, region: string) {
    this.#client = client;
    this.signedIn = signedIn;
    this.region = region;
    this.logs = new CloudWatchLogs(signedIn);
  }

  static async open(signedIn: SignIn): Promise<EcsAccount> {
    const { ECSClient: Client } = await import("@aws-sdk/client-ecs");
    const { forcePathStyle: _onlyS3, ...options } = signedIn;
    const client = new Client(options);
    return new EcsAccount(client, signedIn, await client.config.region());
  }

  async describe(arn: string): Promise<unknown> {
    const { DescribeTaskDefinitionCommand } = await import("@aws-sdk/client-ecs");
    return (await this.#client.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }))).taskDefinition;
  }

  /** The definition's ARN: as it was registered here, or else where `matchesFamily`, or anew. */
  async register(
    wanted: NamedDefinition,
    { matchesFamily, isForgotten }: { readonly matchesFamily: boolean; readonly isForgotten: boolean },
  ): Promise<{ readonly arn: string; readonly isNew: boolean }> {
    const key = JSON.stringify(wanted);
    const known = this.#definitions.get(key) ?? (matchesFamily ? await this.#latest(wanted) : null);
    if (known !== null && known !== undefined) return { arn: known, isNew: false };
    const { RegisterTaskDefinitionCommand } = await import("@aws-sdk/client-ecs");
    const { taskDefinition } = await this.#client.send(new RegisterTaskDefinitionCommand(wanted));
    const arn = taskDefinition?.taskDefinitionArn ?? "";
    if (!isForgotten) this.#definitions.set(key, arn);
    return { arn, isNew: true };
  }

  /** Somebody took some back: each is registered anew when it is next wanted. */
  forgetAll(): void {
    this.#definitions.clear();
  }

  async deregister(arn: string): Promise<void> {
    const { DeregisterTaskDefinitionCommand } = await import("@aws-sdk/client-ecs");
    await this.#client.send(new DeregisterTaskDefinitionCommand({ taskDefinition: arn }));
  }

  async run(input: RunTaskCommandInput): Promise<Task> {
    const { RunTaskCommand } = await import("@aws-sdk/client-ecs");
    const { tasks: [task] = [], failures: [failure] = [] } = await this.#client.send(new RunTaskCommand(input));
    if (task !== undefined && failure === undefined) return task;
    const why = failure === undefined ? "it gave no reason" : `${failure.reason ?? ""} ${failure.detail ?? ""}`.trim();
    throw new LaunchFailure(`ECS does not run the task: ${why}`);
  }

  /** The task that was started so, with this value of a tag, and is not to end; null where there is none. */
  async find(cluster: string | null, startedBy: string, tag: string): Promise<Task | null> {
    const { DescribeTasksCommand, ListTasksCommand } = await import("@aws-sdk/client-ecs");
    const place = cluster === null ? {} : { cluster };
    const { taskArns = [] } = await this.#client.send(new ListTasksCommand({ ...place, startedBy }));
    if (taskArns.length === 0) return null;
    const { tasks = [] } = await this.#client.send(
      new DescribeTasksCommand({ ...place, tasks: taskArns, include: ["TAGS"] }),
    );
    return tasks.find(({ tags = [] }) => tags.some(({ value }) => value === tag)) ?? null;
  }

  async stop(cluster: string, arn: string): Promise<void> {
    const { StopTaskCommand } = await import("@aws-sdk/client-ecs");
    await this.#client.send(new StopTaskCommand({ cluster, task: arn, reason: "Its worker ends it." }));
  }

  /** How a task is; null where ECS knows none. Looks of one moment are one request, of at most a hundred. */
  look(cluster: string, arn: string): Promise<Task | null> {
    const told = Promise.withResolvers<Task | null>();
    const waiting = this.#looks.get(cluster);
    if (waiting === undefined) {
      this.#looks.set(cluster, [{ arn, told }]);
      setTimeout(() => void this.#lookAll(cluster), 10);
    } else waiting.push({ arn, told });
    return told.promise;
  }

  async close(): Promise<void> {
    this.#client.destroy();
    await this.logs.close();
  }

  async #lookAll(cluster: string): Promise<void> {
    const looks = this.#looks.get(cluster) ?? [];
    this.#looks.delete(cluster);
    for (let from = 0; from < looks.length; from += MOST_AT_ONCE) {
      const some = looks.slice(from, from + MOST_AT_ONCE);
      const answer = await this.#describeTasks(cluster, some).catch((error: unknown) => ({ error }));
      for (const { arn, told } of some) {
        if ("error" in answer) told.reject(explained(answer.error, "ECS"));
        else told.resolve(answer.tasks?.find(({ taskArn }) => taskArn === arn) ?? null);
      }
    }
  }

  async #describeTasks(cluster: string, looks: readonly Look[]): Promise<DescribeTasksCommandOutput> {
    const { DescribeTasksCommand } = await import("@aws-sdk/client-ecs");
    return this.#client.send(new DescribeTasksCommand({ cluster, tasks: looks.map(({ arn }) => arn) }));
  }

  async #latest(wanted: NamedDefinition): Promise<string | null> {
    const registered = await this.describe(wanted.family).catch(() => null);
    if (typeof registered !== "object" || registered === null || !isSameDefinition(wanted, registered)) return null;
    const arn: unknown = Reflect.get(registered, "taskDefinitionArn");
    return typeof arn === "string" ? arn : null;
  }
}
