import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";
import { connectArgs, port } from "./connection-info.ts";
import { SqlAlchemyConnector } from "./sqlalchemy-connector.ts";

/** How a database is signed in to, as older flows of Prefect have it; `connector()` gives what queries it. */
export class DatabaseCredentials extends defineBlock({
  slug: "database-credentials",
  name: "Database Credentials",
  description: "Signs in to a database.",
  isBundled: true,
  fields: z.object({
    driver: z.string().optional().describe("Dialect and driver, as in postgresql+psycopg2."),
    username: z.string().optional().describe("Name to sign in with."),
    password: secret().optional().describe("Password to sign in with."),
    database: z.string().optional().describe("Name of the database; of SQLite, its file."),
    host: z.string().optional().describe("Host of the database."),
    port: port.optional().describe("Port to connect to; the usual one unless given."),
    query: z.record(z.string(), z.string()).optional().describe("Options of the connection."),
    url: z.string().optional().describe("URL of the database, in place of its parts."),
    connectArgs,
  }),
}) {
  static {
    this.announce();
  }

  /** Throws `invalid_block` when the fields name no database. */
  connector(): SqlAlchemyConnector {
    const { connectArgs: args, url, driver = "", ...parts } = this;
    const { username, password, database, host, port: number, query } = parts;
    const components = { driver, username, password, database, host, port: number, query };
    return new SqlAlchemyConnector({ connectionInfo: url ?? components, connectArgs: args });
  }
}
