import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { LogPlace } from "./ecs-log-place.ts";
import type { SignIn } from "./sign-in.ts";

/** A part of a log, and what the next one is asked for by: the same as before when there was no more. */
export interface LogPart {
  readonly lines: readonly string[];
  readonly next: string | null;
}

/** CloudWatch's logs as one sign-in sees them. Its client is loaded when something is first read. */
export class CloudWatchLogs {
  readonly #signedIn: SignIn;
  readonly #clients = new Map<string, Promise<CloudWatchLogsClient>>();

  constructor(signedIn: SignIn) {
    this.#signedIn = signedIn;
  }

  /** From where another part ended, or from the beginning. */
  async read({ group, stream, region }: LogPlace, from: string | null): Promise<LogPart> {
    const { GetLogEventsCommand } = await import("@aws-sdk/client-cloudwatch-logs");
    const client = await this.#client(region);
    const command = new GetLogEventsCommand({
      logGroupName: group,
      logStreamName: stream,
      startFromHead: true,
      ...(from === null ? {} : { nextToken: from }),
    });
    const { events = [], nextForwardToken = null } = await client.send(command);
    return { lines: events.map(({ message = "" }) => message), next: nextForwardToken };
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) (await client.catch(() => null))?.destroy();
  }

  #client(region: string): Promise<CloudWatchLogsClient> {
    const known = this.#clients.get(region) ?? this.#open(region);
    this.#clients.set(region, known);
    return known;
  }

  async #open(region: string): Promise<CloudWatchLogsClient> {
    const { CloudWatchLogsClient: Client } = await import("@aws-sdk/client-cloudwatch-logs");
    const { forcePathStyle: _onlyS3, ...options } = this.#signedIn;
    return new Client({ ...options, region });
  }
}
