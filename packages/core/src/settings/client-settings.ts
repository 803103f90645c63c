import { LEASE_TTL_SECONDS } from "../lease-ttl.ts";
import { optionalSetting, setting } from "./setting.ts";
import { leaseSeconds, text, url } from "./setting-kinds.ts";

/** What clients are told: the SDK, the command line, workers. */
export const CLIENT_SETTINGS = {
  apiUrl: optionalSetting(url, {
    name: "TUTTI_API_URL",
    aliases: ["PREFECT_API_URL"],
    description: "the server's API, such as http://127.0.0.1:4200/api; without it the local server is meant",
  }),
  apiAuthString: optionalSetting(text, {
    name: "TUTTI_API_AUTH_STRING",
    aliases: ["PREFECT_API_AUTH_STRING"],
    description: "user:password, for a server that asks for it",
    isSecret: true,
  }),
  defaultWorkPoolName: optionalSetting(text, {
    name: "TUTTI_DEFAULT_WORK_POOL_NAME",
    aliases: ["PREFECT_DEFAULT_WORK_POOL_NAME"],
    description: "the work pool that deployments go to when none is named",
  }),
  results: {
    defaultStorageBlock: optionalSetting(text, {
      name: "TUTTI_RESULTS_DEFAULT_STORAGE_BLOCK",
      aliases: ["PREFECT_RESULTS_DEFAULT_STORAGE_BLOCK", "PREFECT_DEFAULT_RESULT_STORAGE_BLOCK"],
      description: "the block that results are kept in, as in s3-bucket/results, when neither flow nor task names one",
    }),
    localStoragePath: optionalSetting(text, {
      name: "TUTTI_RESULTS_LOCAL_STORAGE_PATH",
      aliases: ["PREFECT_RESULTS_LOCAL_STORAGE_PATH", "PREFECT_LOCAL_STORAGE_PATH"],
      description: "the folder that results are kept in when no block is; storage in the home unless given",
    }),
  },
  profile: optionalSetting(text, {
    name: "TUTTI_PROFILE",
    description: "the profile to use",
    isEnvironmentOnly: true,
  }),
};

/** For what client and server print and send. */
export const UI_URL_SETTING = optionalSetting(url, {
  name: "TUTTI_UI_URL",
  aliases: ["PREFECT_UI_URL"],
  description:
    "where people find the dashboard, in links that are printed and sent; unless given, where the server has it",
  place: "ui_url",
});

/** What client and server must agree on. */
export const HOME_SETTING = setting(text, "~/.tutti", {
  name: "TUTTI_HOME",
  description: "the folder of database, profiles, logs and results",
  place: "home",
  isEnvironmentOnly: true,
});

/** As long as a server that was away gives every owner, so that both are told the same. */
export const LEASE_SETTING = setting(leaseSeconds, LEASE_TTL_SECONDS, {
  name: "TUTTI_LEASE_SECONDS",
  description: "how long a run stays with a process that no longer says that it lives; for server and programs alike",
});
