import { setting } from "./setting.ts";
import { count, period, port, seconds, text } from "./setting-kinds.ts";

/** What a worker can be told by its environment; its command's options are stronger. */
export const WORKER_SETTINGS = {
  querySeconds: setting(period, 10, {
    name: "TUTTI_WORKER_QUERY_SECONDS",
    aliases: ["PREFECT_WORKER_QUERY_SECONDS"],
    description: "how often a worker asks its pool for runs",
  }),
  heartbeatSeconds: setting(period, 30, {
    name: "TUTTI_WORKER_HEARTBEAT_SECONDS",
    aliases: ["PREFECT_WORKER_HEARTBEAT_SECONDS"],
    description: "how often a worker says that it is there",
  }),
  prefetchSeconds: setting(seconds, 10, {
    name: "TUTTI_WORKER_PREFETCH_SECONDS",
    aliases: ["PREFECT_WORKER_PREFETCH_SECONDS"],
    description: "how long before its time a worker takes a run and starts its process",
  }),
  graceSeconds: setting(seconds, 30, {
    name: "TUTTI_WORKER_CANCELLATION_GRACE_SECONDS",
    description: "how long the process of a cancelled run may take to end, before it is killed",
  }),
  installCacheMegabytes: setting(count, 5000, {
    name: "TUTTI_INSTALL_CACHE_MEGABYTES",
    description: "how large the dependencies may grow that npm_install keeps for the next run of the same lockfile",
  }),
  cloudLogSeconds: setting(seconds, 5, {
    name: "TUTTI_WORKER_CLOUD_LOG_SECONDS",
    description: "how often Cloud Logging is asked for what a worker's containers print, all in one query; 0: never",
  }),
  healthHost: setting(text, "127.0.0.1", {
    name: "TUTTI_WORKER_WEBSERVER_HOST",
    aliases: ["PREFECT_WORKER_WEBSERVER_HOST"],
    description: "the address at which a worker started with --with-healthcheck answers /health",
  }),
  healthPort: setting(port, 8080, {
    name: "TUTTI_WORKER_WEBSERVER_PORT",
    aliases: ["PREFECT_WORKER_WEBSERVER_PORT"],
    description: "the port at which it does",
  }),
};
