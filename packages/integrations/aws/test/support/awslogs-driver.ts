import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { z } from "zod";
import type { KeepLine } from "./task-process.ts";

/** What a definition says of its containers' logs. */
export const loggingDefinition = z.looseObject({
  family: z.string(),
  containerDefinitions: z.array(
    z.looseObject({
      name: z.string(),
      logConfiguration: z.looseObject({ options: z.record(z.string(), z.string()) }).optional(),
    }),
  ),
});

/** What Docker's driver for CloudWatch does: it keeps each line of a container, in a stream that is called as AWS says. */
export function awslogs(
  client: CloudWatchLogsClient,
  definition: z.infer<typeof loggingDefinition> | undefined,
  container: string,
  taskArn: string,
): KeepLine | null {
  const options = definition?.containerDefinitions.find(({ name }) => name === container)?.logConfiguration?.options;
  if (options === undefined) return null;
  const logGroupName = options["awslogs-group"] ?? "";
  const logStreamName = `${options["awslogs-stream-prefix"]}/${container}/${taskArn.split("/").at(-1)}`;
  let opened: Promise<void> | null = null;
  return async (message) => {
    opened ??= open(client, logGroupName, logStreamName);
    await opened;
    const logEvents = [{ timestamp: Date.now(), message }];
    await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  };
}

async function open(client: CloudWatchLogsClient, logGroupName: string, logStreamName: string): Promise<void> {
  await client.send(new CreateLogGroupCommand({ logGroupName })).catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== "ResourceAlreadyExistsException") throw error;
  });
  await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
}
