export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting as people may give it: an environment variable, or a line of a profile. */
export interface Setting {
  readonly name: string;
  /** Names of the same meaning, weaker than `name`: Prefect's. */
  readonly aliases: readonly string[];
  readonly description: string;
  readonly fallback: string | null;
  readonly isSecret: boolean;
  /** What finds the profiles cannot stand in one. */
  readonly isEnvironmentOnly: boolean;
  /** What is wrong with a value, or null. */
  readonly problem: (value: string) => string | null;
}

const anything = () => null;
const defaults = { aliases: [], fallback: null, isSecret: false, isEnvironmentOnly: false, problem: anything };

/** Every setting that server, SDK and command line know. */
export const SETTINGS: readonly Setting[] = [
  {
    ...defaults,
    name: "TUTTI_API_URL",
    aliases: ["PREFECT_API_URL"],
    description: "the server's API, such as http://127.0.0.1:4200/api; without it the local server is meant",
    problem: urlProblem,
  },
  {
    ...defaults,
    name: "TUTTI_API_AUTH_STRING",
    aliases: ["PREFECT_API_AUTH_STRING"],
    description: "user:password, for a server that asks for it",
    isSecret: true,
  },
  {
    ...defaults,
    name: "TUTTI_DATABASE_URL",
    aliases: ["PREFECT_SERVER_DATABASE_CONNECTION_URL", "PREFECT_API_DATABASE_CONNECTION_URL"],
    description: "the server's database: sqlite:///path or postgres://…",
    isSecret: true,
    problem: databaseProblem,
  },
  {
    ...defaults,
    name: "TUTTI_SERVER_HOST",
    aliases: ["PREFECT_SERVER_API_HOST"],
    description: "the address the server listens on",
    fallback: "127.0.0.1",
  },
  {
    ...defaults,
    name: "TUTTI_SERVER_PORT",
    aliases: ["PREFECT_SERVER_API_PORT"],
    description: "the port the server listens on",
    fallback: "4200",
    problem: portProblem,
  },
  {
    ...defaults,
    name: "TUTTI_LOG_LEVEL",
    aliases: ["PREFECT_SERVER_LOGGING_LEVEL", "PREFECT_LOGGING_SERVER_LEVEL"],
    description: "how much the server logs",
    fallback: "warn",
    problem: levelProblem,
  },
  {
    ...defaults,
    name: "TUTTI_SERVER_ALLOW_UNAUTHENTICATED",
    description: "lets a server listen beyond this machine without a password",
    fallback: "false",
    problem: booleanProblem,
  },
  {
    ...defaults,
    name: "TUTTI_SERVER_CORS_ORIGINS",
    aliases: ["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"],
    description: "origins that browsers may come from, separated by commas",
  },
  {
    ...defaults,
    name: "TUTTI_UI_API_URL",
    aliases: ["PREFECT_SERVER_UI_API_URL", "PREFECT_UI_API_URL"],
    description: "the API's address for browsers, where it is another than the one they came by",
    problem: urlProblem,
  },
  {
    ...defaults,
    name: "TUTTI_HOME",
    description: "the folder of database, profiles, logs and results",
    fallback: "~/.tutti",
    isEnvironmentOnly: true,
  },
  {
    ...defaults,
    name: "TUTTI_PROFILE",
    description: "the profile to use",
    isEnvironmentOnly: true,
  },
];

/** The setting of this name, or of which this is an alias. */
export function findSetting(name: string): Setting | null {
  return SETTINGS.find((setting) => setting.name === name || setting.aliases.includes(name)) ?? null;
}

function urlProblem(value: string): string | null {
  const isUrl = /^https?:\/\//.test(value) && URL.canParse(value);
  return isUrl ? null : "must be an address such as http://127.0.0.1:4200/api";
}

function databaseProblem(value: string): string | null {
  return /^(sqlite|postgres)[+\w]*:\/\//.test(value) ? null : "must begin with sqlite:/// or postgres://";
}

function portProblem(value: string): string | null {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? null : "must be a port, 0 to 65535";
}

function levelProblem(value: string): string | null {
  const levels = ["trace", "debug", "info", "warn", "warning", "error", "fatal", "critical", "silent"];
  return levels.includes(value.toLowerCase()) ? null : "must be trace, debug, info, warn, error, fatal or silent";
}

function booleanProblem(value: string): string | null {
  const words = ["true", "false", "1", "0", "yes", "no", "on", "off"];
  return words.includes(value.toLowerCase()) ? null : "must be true or false";
}
