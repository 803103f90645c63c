import { expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { publicSettings } from "../../src/http/public-settings.ts";

test("settings stand where Prefect's tree has them", () => {
  const env = { TUTTI_HOME: "/h", PREFECT_API_SERVICES_LATE_RUNS_LOOP_SECONDS: "0.5", TUTTI_LOG_LEVEL: "warn" };
  expect(publicSettings(readConfig([], env))).toMatchObject({
    home: "/h",
    api: { auth_string: null },
    server: {
      logging_level: "WARNING",
      api: { host: "127.0.0.1", port: 4200, csrf_protection_enabled: false, cors_allowed_origins: "" },
      services: { late_runs: { enabled: true, loop_seconds: 0.5, after_seconds: 15 } },
      events: { retention_period: 604_800 },
    },
  });
});

test("no secret is shown, under whatever name it came", () => {
  const env = {
    PREFECT_SERVER_API_AUTH_STRING: "me:canary-1",
    TUTTI_DATABASE_URL: "postgres://me:canary-2@h/d",
    TUTTI_DATABASE_PASSWORD: "canary-3",
  };
  const shown = JSON.stringify(publicSettings(readConfig([], env)));
  expect(shown).not.toContain("canary");
  expect(shown).toContain('"auth_string":"**********"');
});
