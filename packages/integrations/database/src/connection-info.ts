import { TuttiError } from "@tutti/core/errors";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";
import { connectionTarget } from "./connection-target.ts";

// What a connection is described by, as Prefect's blocks for SQLAlchemy have it.

/** Older blocks keep it as text. */
export const port = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);

/** Options whose values may be anything, by the names of the driver here or of Python's. */
export const connectArgs = z
  .record(z.string(), z.json())
  .optional()
  .describe("More options of the connection, as its driver has them.");

const connectionComponents = z.object({
  driver: z.string().describe("Dialect and driver, as in postgresql+psycopg2; the dialect alone counts here."),
  database: z.string().optional().describe("Name of the database; of SQLite, its file."),
  username: z.string().optional().describe("Name to sign in with."),
  password: secret().optional().describe("Password to sign in with."),
  host: z.string().optional().describe("Host of the database."),
  port: port.optional().describe("Port to connect to; the usual one unless given."),
  query: z.record(z.string(), z.string()).optional().describe("Options of the connection, as its URL would have them."),
});

export const connectionInfo = z
  .union([connectionComponents, z.string()], { error: ({ input, code, errors }) => partsMessage(input, code, errors) })
  .superRefine((info, context) => {
    try {
      connectionTarget(info);
    } catch (error) {
      if (!(error instanceof TuttiError)) throw error;
      context.addIssue({ code: "custom", message: error.detail });
    }
  })
  .describe("The parts of the connection, or its URL. A URL is kept in clear, its password with it.");

/** Of what was given as parts, what is wrong with which; a union by itself says no more than that nothing fits. */
function partsMessage(input: unknown, code: string | undefined, errors: unknown): string | undefined {
  if (code !== "invalid_union" || typeof input !== "object" || input === null || !Array.isArray(errors))
    return undefined;
  const issues: unknown = errors[0];
  if (!Array.isArray(issues)) return undefined;
  return issues.map(({ path, message }: z.core.$ZodIssue) => `${path.join(".")}: ${message}`).join("; ");
}
