import { z } from "zod";

/** Where CloudWatch keeps what a container prints. */
export const logPlaceForm = z.object({ group: z.string(), stream: z.string(), region: z.string() });

export type LogPlace = z.infer<typeof logPlaceForm>;

export const logConfigurationForm = z.looseObject({
  logDriver: z.string(),
  options: z.record(z.string(), z.string()).nullish(),
});

interface LoggingContainer {
  readonly name?: string | undefined;
  readonly logConfiguration?: z.infer<typeof logConfigurationForm> | null | undefined;
}

/**
 * The log of a task's container, by its definition: `<prefix>/<container>/<task>`, as AWS names it. Null where it goes elsewhere,
 * or has no prefix: then Docker's own id names it.
 */
export function logPlace(
  containers: readonly LoggingContainer[],
  container: string,
  taskArn: string,
  ownRegion: string,
): LogPlace | null {
  const { logDriver, options } = containers.find(({ name }) => name === container)?.logConfiguration ?? {};
  const { "awslogs-group": group, "awslogs-stream-prefix": prefix, "awslogs-region": region } = options ?? {};
  if (logDriver !== "awslogs" || group === undefined || prefix === undefined) return null;
  const task = taskArn.split("/").at(-1) ?? "";
  return { group, stream: `${prefix}/${container}/${task}`, region: region ?? ownRegion };
}
