import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { z } from "zod";

/** Options of the clients that are made with credentials, as Prefect's AWS blocks have them. */
export const clientParameters = z
  .object({
    apiVersion: z.string().optional().describe("Version of the service's API; the newest unless given."),
    useSsl: z.boolean().default(true).describe("Speak TLS with the service."),
    verify: z
      .union([z.boolean(), z.string()])
      .optional()
      .describe("Check the server's certificate: yes, no, or by this file of authorities."),
    verifyCertPath: z.string().optional().describe("File of certificate authorities to trust."),
    endpointUrl: z.string().optional().describe("Address of the service when it is not Amazon's own."),
    config: z
      .record(z.string(), z.json())
      .optional()
      .describe("Options of botocore's Config; those that mean something here are kept to."),
  })
  .prefault({})
  .describe("Options of the clients that are made with these credentials.");

export type ClientParameters = z.output<typeof clientParameters>;

/** What a client of the AWS SDK is made with, but for region and credentials. */
export interface ClientOptions {
  readonly endpoint?: string;
  readonly forcePathStyle?: boolean;
  readonly tls?: boolean;
  readonly maxAttempts?: number;
  readonly requestHandler?: { readonly httpsAgent: Agent };
}

export function clientOptions(parameters: ClientParameters): ClientOptions {
  const { endpointUrl, useSsl, config = {} } = parameters;
  const agent = trustOf(parameters);
  const attempts = Number(fieldOf(config["retries"], "max_attempts") ?? Number.NaN);
  return {
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    // A store that only speaks like S3 has seldom a name for each bucket.
    forcePathStyle: fieldOf(config["s3"], "addressing_style") === "path" || endpointUrl !== undefined,
    ...(useSsl ? {} : { tls: false }),
    ...(Number.isInteger(attempts) && attempts > 0 ? { maxAttempts: attempts } : {}),
    ...(agent === null ? {} : { requestHandler: { httpsAgent: agent } }),
  };
}

function trustOf({ verify, verifyCertPath }: ClientParameters): Agent | null {
  const file = typeof verify === "string" ? verify : verifyCertPath;
  if (verify === false) return new Agent({ keepAlive: true, rejectUnauthorized: false });
  return file === undefined ? null : new Agent({ keepAlive: true, ca: readFileSync(file) });
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && key in value ? Reflect.get(value, key) : undefined;
}
