import type { ServerConfig } from "../config.ts";

const MASK = "**********";

/** The settings that anybody who may ask can see, in the places where Prefect's settings have them. */
export function publicSettings(config: ServerConfig): Record<string, unknown> {
  return {
    home: config.home,
    api: { auth_string: config.authString === null ? null : MASK },
    server: {
      logging_level: config.logLevel.toUpperCase(),
      ephemeral: { enabled: config.isEphemeral },
      api: {
        auth_string: config.authString === null ? null : MASK,
        host: config.host,
        port: config.port,
        default_limit: 200,
        csrf_protection_enabled: false,
        cors_allowed_origins: config.corsOrigins.join(","),
      },
      database: { connection_url: MASK },
      ui: { api_url: config.publicApiUrl },
    },
  };
}
