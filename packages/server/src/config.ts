import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { TuttiError } from "@tutti/core/errors";

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a server process is told. Every value has a flag, a variable and a default, in this order of strength. */
export interface ServerConfig {
  /** Folder of the local server: database, lock, `server.json`. Absolute. */
  readonly home: string;
  readonly databaseUrl: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly logLevel: LogLevel;
  /** `user:password` that every request but `open` routes has to bring; null opens the server. */
  readonly authString: string | null;
  /** What secrets are sealed with, in place of the home's own keys: the one to seal with, then older ones, by commas. */
  readonly encryptionKey: string | null;
  /** Opts out of the password that a bind beyond loopback needs. */
  readonly allowsUnauthenticated: boolean;
  /** Started by a client in the background: leaves after ten idle minutes, and when asked to. */
  readonly isEphemeral: boolean;
  /** Whether what the server does by itself (late runs, …) runs here; another server of the database does it else. */
  readonly runsServices: boolean;
  /** Address of the API that browsers use, when it is not the one they came by. */
  readonly publicApiUrl: string | null;
  /** Origins besides our own and loopback that browsers may come from; "*" is any. */
  readonly corsOrigins: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const flags = {
  host: { type: "string" },
  port: { type: "string" },
  "database-url": { type: "string" },
  "log-level": { type: "string" },
  "no-services": { type: "boolean" },
} as const;

/** Reads the settings: flags, then `TUTTI_*`, then the `PREFECT_*` of the same meaning. Throws `invalid_setting`. */
export function readConfig(argv: readonly string[], env: Environment): ServerConfig {
  const given = parseFlags(argv);
  const home = absolute(setting(env, "TUTTI_HOME") ?? join(homedir(), ".tutti"));
  return {
    home,
    databaseUrl:
      given["database-url"] ??
      setting(
        env,
        "TUTTI_DATABASE_URL",
        "PREFECT_SERVER_DATABASE_CONNECTION_URL",
        "PREFECT_API_DATABASE_CONNECTION_URL",
      ) ??
      `sqlite:///${join(home, "tutti.db")}`,
    host: given.host ?? setting(env, "TUTTI_SERVER_HOST", "PREFECT_SERVER_API_HOST") ?? "127.0.0.1",
    port: port(given.port ?? setting(env, "TUTTI_SERVER_PORT", "PREFECT_SERVER_API_PORT") ?? "4200"),
    logLevel: logLevel(
      given["log-level"] ??
        setting(env, "TUTTI_LOG_LEVEL", "PREFECT_SERVER_LOGGING_LEVEL", "PREFECT_LOGGING_SERVER_LEVEL") ??
        "warn",
    ),
    authString: orNull(setting(env, "TUTTI_API_AUTH_STRING", "PREFECT_SERVER_API_AUTH_STRING")),
    encryptionKey: orNull(
      setting(env, "TUTTI_ENCRYPTION_KEY", "PREFECT_SERVER_ENCRYPTION_KEY", "ORION_ENCRYPTION_KEY"),
    ),
    allowsUnauthenticated: flag(setting(env, "TUTTI_SERVER_ALLOW_UNAUTHENTICATED")),
    isEphemeral: flag(setting(env, "TUTTI_SERVER_EPHEMERAL")),
    runsServices: given["no-services"] !== true,
    publicApiUrl: setting(env, "TUTTI_UI_API_URL", "PREFECT_SERVER_UI_API_URL", "PREFECT_UI_API_URL") ?? null,
    corsOrigins: list(setting(env, "TUTTI_SERVER_CORS_ORIGINS", "PREFECT_SERVER_CORS_ALLOWED_ORIGINS")),
  };
}

function parseFlags(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: flags, strict: true }).values;
  } catch (error) {
    throw new TuttiError("invalid_setting", error instanceof Error ? error.message : String(error));
  }
}

/** The first of these variables that says something. */
function setting(env: Environment, ...names: readonly string[]): string | undefined {
  return names.map((name) => env[name]?.trim()).find((value) => value !== undefined && value !== "");
}

function orNull(text: string | undefined): string | null {
  return text ?? null;
}

function absolute(path: string): string {
  if (path === "~" || path.startsWith("~/")) return join(homedir(), path.slice(1));
  return isAbsolute(path) ? path : resolve(path);
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535)
    throw new TuttiError("invalid_setting", `the port must be 0 to 65535, not "${text}"`);
  return number;
}

function logLevel(text: string): LogLevel {
  const wanted = text.toLowerCase().replace("warning", "warn").replace("critical", "fatal");
  const level = LOG_LEVELS.find((known) => known === wanted);
  if (level === undefined)
    throw new TuttiError("invalid_setting", `the log level must be one of ${LOG_LEVELS.join(", ")}, not "${text}"`);
  return level;
}

function flag(text: string | undefined): boolean {
  return text !== undefined && ["1", "true", "yes", "on"].includes(text.toLowerCase());
}

function list(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
