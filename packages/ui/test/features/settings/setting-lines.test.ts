import { expect, test } from "vitest";
import { settingLines } from "../../../src/features/settings/setting-lines.ts";

test("settings are lines, each with its variable where there is one", () => {
  expect(
    settingLines({
      server: { api: { port: 4200, keepalive_timeout: 72 }, cors: ["a"], own: { deep: "x" } },
      none: null,
    }),
  ).toStrictEqual([
    {
      name: "server.api.port",
      value: "4200",
      variable: "TUTTI_SERVER_PORT",
      description: "the port the server listens on; 0 takes any free one",
    },
    {
      name: "server.api.keepalive_timeout",
      value: "72 s",
      variable: "TUTTI_SERVER_KEEPALIVE_TIMEOUT",
      description: "how long a connection may be idle before the server closes it",
    },
    { name: "server.cors", value: '["a"]', variable: null, description: null },
    { name: "server.own.deep", value: "x", variable: null, description: null },
    { name: "none", value: "–", variable: null, description: null },
  ]);
});
