import type { BundledBlock } from "../bundled-block.ts";
import { choice, flag, integer, mapping, nested, optional, secret, shape, text } from "../field.ts";

const connectionInfo = shape(
  "URL of the database, or the parts that make one.",
  "ConnectionComponents",
  {
    driver: text("Dialect and driver, as in postgresql+psycopg2."),
    database: text("Name of the database."),
    username: optional(text("Name to sign in with.")),
    password: optional(secret("Password to sign in with.")),
    host: optional(text("Host of the database.")),
    port: optional(text("Port to connect to.")),
    query: optional(mapping("Query parameters of the connection's URL.")),
  },
  { type: "string", format: "uri" },
);

export const databaseBlocks: readonly BundledBlock[] = [
  {
    slug: "snowflake-connector",
    name: "Snowflake Connector",
    title: "SnowflakeConnector",
    collection: "prefect-snowflake",
    words: "Queries Snowflake.",
    fields: {
      credentials: nested("How to sign in.", "snowflake-credentials"),
      database: text("Name of the database."),
      warehouse: text("Warehouse that runs the queries."),
      schema: text("Schema that dbt builds in."),
      fetch_size: integer("Rows to fetch at a time.", 1),
      poll_frequency_s: integer("Seconds between looks at a query that is running.", 1),
    },
  },
  {
    slug: "snowflake-credentials",
    name: "Snowflake Credentials",
    title: "SnowflakeCredentials",
    collection: "prefect-snowflake",
    words: "Signs in to Snowflake.",
    fields: {
      account: text("Account of Snowflake, with its region."),
      user: text("User to sign in as."),
      password: optional(secret("Password to sign in with.")),
      private_key: optional(secret("Private key in PEM.")),
      private_key_path: optional(text("Path of the private key.")),
      private_key_passphrase: optional(secret("Passphrase of the private key.")),
      authenticator: choice("How the user is authenticated.", [
        "snowflake",
        "snowflake_jwt",
        "externalbrowser",
        "okta_endpoint",
        "oauth",
        "username_password_mfa",
      ]),
      token: optional(secret("Token that lets its holder in.")),
      endpoint: optional(text("Okta's address, where Okta authenticates.")),
      role: optional(text("Role to take.")),
      autocommit: optional(flag("Commit each statement.")),
    },
  },
  {
    slug: "database-credentials",
    name: "Database Credentials",
    title: "DatabaseCredentials",
    collection: "prefect-sqlalchemy",
    words: "Signs in to a database. Kept for older flows; new ones use an SQLAlchemy connector.",
    fields: {
      driver: optional(text("Dialect and driver, as in postgresql+psycopg2.")),
      username: optional(text("Name to sign in with.")),
      password: optional(secret("Password to sign in with.")),
      database: optional(text("Name of the database.")),
      host: optional(text("Host of the database.")),
      port: optional(text("Port to connect to.")),
      query: optional(mapping("Query parameters of the connection's URL.")),
      url: optional(text("Where to send to. It is a secret: who knows it can send.")),
      connect_args: optional(mapping("Arguments of the driver's connect function.")),
    },
  },
  {
    slug: "sqlalchemy-connector",
    name: "SQLAlchemy Connector",
    title: "SqlAlchemyConnector",
    collection: "prefect-sqlalchemy",
    words: "Queries a database through SQLAlchemy.",
    fields: {
      connection_info: connectionInfo,
      connect_args: optional(mapping("Arguments of the driver's connect function.")),
      fetch_size: integer("Rows to fetch at a time.", 1),
    },
  },
];
