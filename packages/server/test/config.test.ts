import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const defaults = readConfig([], { TUTTI_HOME: "/h" });

test("without a word it listens on loopback, on a SQLite file in its home", () => {
  expect(defaults).toMatchObject({
    home: "/h",
    databaseUrl: "sqlite:////h/tutti.db",
    host: "127.0.0.1",
    port: 4200,
    logLevel: "warn",
    authString: null,
    encryptionKey: null,
    allowsUnauthenticated: false,
    isEphemeral: false,
    runsServices: true,
    registersBlocks: true,
    publicApiUrl: null,
    corsOrigins: [],
  });
});

test.each([
  ["a flag beats the variable", ["--port", "1"], { TUTTI_SERVER_PORT: "2" }, { port: 1 }],
  ["ours beats Prefect's", [], { TUTTI_SERVER_PORT: "2", PREFECT_SERVER_API_PORT: "3" }, { port: 2 }],
  ["Prefect's is read", [], { PREFECT_SERVER_API_PORT: "3", PREFECT_SERVER_API_HOST: "h" }, { port: 3, host: "h" }],
  ["an empty variable says nothing", [], { TUTTI_SERVER_PORT: " ", PREFECT_SERVER_API_PORT: "" }, { port: 4200 }],
  ["the database", [], { PREFECT_API_DATABASE_CONNECTION_URL: "postgres://x" }, { databaseUrl: "postgres://x" }],
  ["the key of secrets", [], { PREFECT_SERVER_ENCRYPTION_KEY: "k" }, { encryptionKey: "k" }],
  ["the password", [], { PREFECT_SERVER_API_AUTH_STRING: "a:b" }, { authString: "a:b" }],
  ["Python's names of levels", ["--log-level", "WARNING"], {}, { logLevel: "warn" }],
  [
    "a list of origins",
    [],
    { TUTTI_SERVER_CORS_ORIGINS: "https://a, https://b," },
    {
      corsOrigins: ["https://a", "https://b"],
    },
  ],
  ["a switch", [], { TUTTI_SERVER_EPHEMERAL: "1" }, { isEphemeral: true }],
  ["no services", ["--no-services"], { TUTTI_SERVICES_ENABLED: "true" }, { runsServices: false }],
  ["a switch that is off", [], { TUTTI_SERVER_EPHEMERAL: "false" }, { isEphemeral: false }],
])("%s", (_rule, argv, env, changes) => {
  expect(readConfig(argv, { TUTTI_HOME: "/h", ...env })).toEqual({ ...defaults, ...changes });
});

test.each([
  [["--port", "x"], "port"],
  [["--port", "65536"], "port"],
  [["--port", "-1"], "port"],
  [["--log-level", "loud"], "--log-level must be trace, debug"],
  [["--unknown"], "--unknown"],
  [["positional"], "positional"],
])("%j is refused, and the error names it", (argv, name) => {
  expect(() => readConfig(argv, {})).toThrow(
    expect.objectContaining({ code: "invalid_setting", message: expect.stringContaining(name) }),
  );
});

test("a database's address may come in the parts that Prefect's settings have", () => {
  const env = {
    PREFECT_SERVER_DATABASE_DRIVER: "postgresql+asyncpg",
    PREFECT_SERVER_DATABASE_HOST: "db",
    PREFECT_SERVER_DATABASE_USER: "prefect",
    PREFECT_SERVER_DATABASE_PASSWORD: "a/b",
    PREFECT_SERVER_DATABASE_NAME: "prefect",
  };
  expect(readConfig([], env).databaseUrl).toBe("postgres://prefect:a%2Fb@db/prefect");
  expect(readConfig([], { ...env, TUTTI_DATABASE_URL: "sqlite:///x.db" }).databaseUrl).toBe("sqlite:///x.db");
});

test("a secret that is wrong is not repeated", () => {
  expect(() => readConfig([], { TUTTI_DATABASE_URL: "mysql://u:secret@h/d" })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("secret") }),
  );
});
