import { HOME_SETTING, LEASE_SETTING, UI_URL_SETTING } from "./client-settings.ts";
import { optionalSetting, setting } from "./setting.ts";
import {
  count,
  databaseUrl,
  list,
  logLevel,
  path,
  pathOrRoot,
  period,
  port,
  seconds,
  text,
  toggle,
  url,
} from "./setting-kinds.ts";
import { SERVICE_SETTINGS } from "./service-settings.ts";

const listening = {
  host: setting(text, "127.0.0.1", {
    name: "TUTTI_SERVER_HOST",
    aliases: ["PREFECT_SERVER_API_HOST"],
    flag: "--host",
    description: "the address the server listens on",
    place: "server.api.host",
  }),
  port: setting(port, 4200, {
    name: "TUTTI_SERVER_PORT",
    aliases: ["PREFECT_SERVER_API_PORT"],
    flag: "--port",
    description: "the port the server listens on; 0 takes any free one",
    place: "server.api.port",
  }),
  apiBasePath: setting(path, "/api", {
    name: "TUTTI_SERVER_API_BASE_PATH",
    aliases: ["PREFECT_SERVER_API_BASE_PATH"],
    description: "the path below which clients find the API, besides /api",
    place: "server.api.base_path",
  }),
  workers: setting(count, 1, {
    name: "TUTTI_SERVER_WORKERS",
    flag: "--workers",
    description: "how many processes share the server's port; more than one need Postgres",
  }),
  keepAliveSeconds: setting(seconds, 72, {
    name: "TUTTI_SERVER_KEEPALIVE_TIMEOUT",
    aliases: ["PREFECT_SERVER_API_KEEPALIVE_TIMEOUT"],
    flag: "--keep-alive-timeout",
    description: "how long a connection may be idle before the server closes it",
    place: "server.api.keepalive_timeout",
  }),
  pingSeconds: setting(period, 20, {
    name: "TUTTI_SERVER_WEBSOCKET_PING_INTERVAL",
    aliases: ["PREFECT_SERVER_API_WEBSOCKET_PING_INTERVAL"],
    description: "how often a socket's other end is asked whether it is there; silent for two rounds, it is closed",
    place: "server.api.websocket_ping_interval",
  }),
  logLevel: setting(logLevel, "warn", {
    name: "TUTTI_LOG_LEVEL",
    aliases: ["PREFECT_SERVER_LOGGING_LEVEL", "PREFECT_LOGGING_SERVER_LEVEL"],
    flag: "--log-level",
    description: "how much the server logs",
    place: "server.logging_level",
  }),
  servesMetrics: setting(toggle, false, {
    name: "TUTTI_SERVER_METRICS_ENABLED",
    aliases: ["PREFECT_SERVER_METRICS_ENABLED", "PREFECT_API_ENABLE_METRICS"],
    description: "serves metrics for Prometheus at /api/metrics",
    place: "server.metrics_enabled",
  }),
  isEphemeral: setting(toggle, false, {
    name: "TUTTI_SERVER_EPHEMERAL",
    description: "marks a server that a client started in the background: it leaves after ten idle minutes",
    place: "server.ephemeral.enabled",
    isEnvironmentOnly: true,
  }),
};

const access = {
  authString: optionalSetting(text, {
    name: "TUTTI_SERVER_AUTH_STRING",
    aliases: ["TUTTI_API_AUTH_STRING", "PREFECT_SERVER_API_AUTH_STRING"],
    description: "user:password that the server asks for",
    place: "server.api.auth_string",
    isSecret: true,
  }),
  encryptionKey: optionalSetting(text, {
    name: "TUTTI_ENCRYPTION_KEY",
    aliases: ["PREFECT_SERVER_ENCRYPTION_KEY", "ORION_ENCRYPTION_KEY"],
    description: "what secrets are sealed with, in place of the home's own keys: the one to seal with, then older ones",
    isSecret: true,
  }),
  allowsUnauthenticated: setting(toggle, false, {
    name: "TUTTI_SERVER_ALLOW_UNAUTHENTICATED",
    description: "lets a server listen beyond this machine without a password",
  }),
  corsOrigins: setting<readonly string[]>(list, [], {
    name: "TUTTI_SERVER_CORS_ORIGINS",
    aliases: ["PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS", "PREFECT_SERVER_CORS_ALLOWED_ORIGINS"],
    description: "origins that browsers may come from besides this machine and the server itself; * is any",
    place: "server.api.cors_allowed_origins",
  }),
  corsMethods: setting<readonly string[]>(list, ["*"], {
    name: "TUTTI_SERVER_CORS_METHODS",
    aliases: ["PREFECT_SERVER_API_CORS_ALLOWED_METHODS", "PREFECT_SERVER_CORS_ALLOWED_METHODS"],
    description: "methods that pages of other origins may use",
    place: "server.api.cors_allowed_methods",
  }),
  corsHeaders: setting<readonly string[]>(list, ["*"], {
    name: "TUTTI_SERVER_CORS_HEADERS",
    aliases: ["PREFECT_SERVER_API_CORS_ALLOWED_HEADERS", "PREFECT_SERVER_CORS_ALLOWED_HEADERS"],
    description: "headers that pages of other origins may send",
    place: "server.api.cors_allowed_headers",
  }),
  isCsrfProtected: setting(toggle, false, {
    name: "TUTTI_SERVER_CSRF_PROTECTION_ENABLED",
    aliases: ["PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED", "PREFECT_SERVER_CSRF_PROTECTION_ENABLED"],
    description: "asks every change for a token of GET /api/csrf-token",
    place: "server.api.csrf_protection_enabled",
  }),
  csrfTokenSeconds: setting(seconds, 3600, {
    name: "TUTTI_SERVER_CSRF_TOKEN_EXPIRATION",
    aliases: ["PREFECT_SERVER_API_CSRF_TOKEN_EXPIRATION", "PREFECT_SERVER_CSRF_TOKEN_EXPIRATION"],
    description: "how long such a token lasts",
    place: "server.api.csrf_token_expiration",
  }),
};

const pages = {
  servesDashboard: setting(toggle, true, {
    name: "TUTTI_UI_ENABLED",
    aliases: ["PREFECT_SERVER_UI_ENABLED", "PREFECT_UI_ENABLED"],
    description: "serves the dashboard",
    place: "server.ui.enabled",
  }),
  publicApiUrl: optionalSetting(url, {
    name: "TUTTI_UI_API_URL",
    aliases: ["PREFECT_SERVER_UI_API_URL", "PREFECT_UI_API_URL"],
    description: "the API's address for browsers, where it is another than the one they came by",
    place: "server.ui.api_url",
  }),
  uiUrl: UI_URL_SETTING,
  uiFolder: optionalSetting(text, {
    name: "TUTTI_SERVER_UI_DIR",
    flag: "--ui-dir",
    description: "the folder of a built web UI of Prefect's, which is then served beside the dashboard",
  }),
  uiBase: setting(pathOrRoot, "/prefect", {
    name: "TUTTI_SERVER_UI_BASE",
    aliases: ["PREFECT_SERVER_UI_SERVE_BASE", "PREFECT_UI_SERVE_BASE"],
    description: "the path at which that web UI is served; the root leads there",
    place: "server.ui.serve_base",
  }),
};

const database = {
  databaseUrl: optionalSetting(databaseUrl, {
    name: "TUTTI_DATABASE_URL",
    aliases: ["PREFECT_SERVER_DATABASE_CONNECTION_URL", "PREFECT_API_DATABASE_CONNECTION_URL"],
    flag: "--database-url",
    description: "the server's database, sqlite:///path or postgres://…; without it a file in its home folder",
    place: "server.database.connection_url",
    isSecret: true,
  }),
  databaseParts: {
    driver: optionalSetting(text, databasePart("DRIVER", "kind of database, when its address is given in parts")),
    host: optionalSetting(text, databasePart("HOST", "database's host")),
    port: optionalSetting(count, databasePart("PORT", "database's port")),
    user: optionalSetting(text, databasePart("USER", "database's user")),
    name: optionalSetting(text, databasePart("NAME", "database's name, or SQLite's file")),
    password: optionalSetting(text, { ...databasePart("PASSWORD", "database's password"), isSecret: true }),
  },
};

function databasePart(part: string, description: string) {
  return {
    name: `TUTTI_DATABASE_${part}` as const,
    aliases: [`PREFECT_SERVER_DATABASE_${part}`, `PREFECT_API_DATABASE_${part}`],
    description: `the ${description}`,
    place: `server.database.${part.toLowerCase()}`,
  };
}

/** What a server is told, by what its code calls it. */
export const SERVER_SETTINGS = {
  ...listening,
  ...access,
  ...pages,
  ...database,
  ...SERVICE_SETTINGS,
  home: HOME_SETTING,
  leaseSeconds: LEASE_SETTING,
};
