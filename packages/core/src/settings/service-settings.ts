import { USUAL_SLOT_WAITS } from "../slot-waits.ts";
import { setting, type SettingKind } from "./setting.ts";
import { count, period, seconds, secondsByName, toggle, vacuumed, type Vacuumed } from "./setting-kinds.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** A setting of a service, with the names Prefect has for it: the older ones do without `SERVER`. */
function ofService<T>(kind: SettingKind<T>, fallback: T, service: string, field: string, description: string) {
  const tail = `SERVICES_${service}_${field}`;
  return setting(kind, fallback, {
    name: `TUTTI_${tail}`,
    aliases: [`PREFECT_SERVER_${tail}`, `PREFECT_API_${tail}`],
    description,
    place: `server.services.${service}.${field}`.toLowerCase(),
  });
}

/** Whether a service runs, and how often. */
function service(name: string, everySeconds: number, does: string) {
  return {
    enabled: ofService(toggle, true, name, "ENABLED", `runs the service that ${does}`),
    loopSeconds: ofService(period, everySeconds, name, "LOOP_SECONDS", `how long it waits between two rounds`),
  };
}

const lateRuns = {
  ...service("LATE_RUNS", 5, "marks runs late that nobody has taken"),
  afterSeconds: ofService(seconds, 15, "LATE_RUNS", "AFTER_SECONDS", "how long after its time a run is late"),
};

const scheduler = {
  ...service("SCHEDULER", 60, "makes runs ahead for the schedules of deployments"),
  recentLoopSeconds: ofService(
    period,
    5,
    "SCHEDULER",
    "RECENT_DEPLOYMENTS_LOOP_SECONDS",
    "how long it waits between two looks at deployments that were just changed",
  ),
  minRuns: ofService(count, 3, "SCHEDULER", "MIN_RUNS", "how many runs of a schedule are made ahead, at least"),
  maxRuns: ofService(count, 100, "SCHEDULER", "MAX_RUNS", "how many runs of a schedule are made ahead, at most"),
  minSeconds: ofService(seconds, HOUR, "SCHEDULER", "MIN_SCHEDULED_TIME", "how far ahead runs are made, at least"),
  maxSeconds: ofService(seconds, 100 * DAY, "SCHEDULER", "MAX_SCHEDULED_TIME", "how far ahead runs are made, at most"),
  batchSize: ofService(count, 100, "SCHEDULER", "DEPLOYMENT_BATCH_SIZE", "how many deployments are looked up at once"),
};

const cancellationCleanup = {
  ...service("CANCELLATION_CLEANUP", 20, "ends what a cancelled run left behind"),
  cancellingTimeoutSeconds: ofService(
    seconds,
    300,
    "CANCELLATION_CLEANUP",
    "CANCELLING_TIMEOUT_SECONDS",
    "how long a run may be Cancelling before it is Cancelled",
  ),
};

const foreman = {
  ...service("FOREMAN", 15, "notices what nobody serves any more: workers, pools, queues, deployments"),
  heartbeatsMissedMax: ofService(
    count,
    3,
    "FOREMAN",
    "INACTIVITY_HEARTBEAT_MULTIPLE",
    "how many heartbeats a worker may miss",
  ),
  heartbeatSeconds: ofService(
    count,
    30,
    "FOREMAN",
    "FALLBACK_HEARTBEAT_INTERVAL_SECONDS",
    "how often a worker sends one that does not say so",
  ),
  deploymentSeconds: ofService(
    count,
    60,
    "FOREMAN",
    "DEPLOYMENT_LAST_POLLED_TIMEOUT_SECONDS",
    "how long a deployment is ready after it was polled",
  ),
  queueSeconds: ofService(
    count,
    60,
    "FOREMAN",
    "WORK_QUEUE_LAST_POLLED_TIMEOUT_SECONDS",
    "how long a work queue is ready after it was polled",
  ),
};

/** How often work that is left behind is given to a worker, and for how long. */
const workerCleanup = {
  leaseSeconds: ofChannel(
    seconds,
    30,
    "CLEANUP_LEASE_SECONDS",
    "how long a worker has to clean up what a run left behind, before another is asked",
  ),
  deliveriesMax: ofChannel(
    count,
    3,
    "CLEANUP_MAX_DELIVERY_ATTEMPTS",
    "how many workers are asked to clean up what a run left behind",
  ),
};

function ofChannel(kind: SettingKind<number>, fallback: number, field: string, description: string) {
  const tail = `SERVER_WORKER_CHANNEL_${field}`;
  return setting(kind, fallback, {
    name: `TUTTI_${tail}`,
    aliases: [`PREFECT_${tail}`],
    description,
    place: `server.worker_channel.${field}`.toLowerCase(),
  });
}

const dbVacuum = {
  kinds: ofService<readonly Vacuumed[]>(
    vacuumed,
    ["events"],
    "DB_VACUUM",
    "ENABLED",
    "what is deleted when it is old: events, flow_runs, logs",
  ),
  loopSeconds: ofService(period, HOUR, "DB_VACUUM", "LOOP_SECONDS", "how long it waits between two rounds"),
  retentionSeconds: ofService(
    seconds,
    90 * DAY,
    "DB_VACUUM",
    "RETENTION_PERIOD",
    "how long flow runs that have ended are kept",
  ),
  logRetentionSeconds: ofService(seconds, 90 * DAY, "DB_VACUUM", "LOG_RETENTION_PERIOD", "how long logs are kept"),
  batchSize: ofService(count, 200, "DB_VACUUM", "BATCH_SIZE", "how many rows are deleted in one transaction"),
  eventRetentionSeconds: setting(seconds, 7 * DAY, {
    name: "TUTTI_EVENTS_RETENTION_PERIOD",
    aliases: ["PREFECT_SERVER_EVENTS_RETENTION_PERIOD", "PREFECT_EVENTS_RETENTION_PERIOD"],
    description: "how long events are kept",
    place: "server.events.retention_period",
  }),
  eventRetentionOverrides: ofService<Readonly<Record<string, number>>>(
    secondsByName,
    { "prefect.flow-run.heartbeat": 7 * DAY },
    "DB_VACUUM",
    "EVENT_RETENTION_OVERRIDES",
    "how long events of some names are kept, where that is less",
  ),
};

/** How long those wait who find no slot of a limit free. */
const slotWaits = {
  deploymentSeconds: ofSlots(
    USUAL_SLOT_WAITS.deploymentSeconds,
    "DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS",
    "after how long a run is scheduled again whose deployment has no slot free",
  ),
  deploymentLeaseSeconds: ofSlots(
    USUAL_SLOT_WAITS.deploymentLeaseSeconds,
    "CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION",
    "how long a run holds its deployment's slot before it renews its lease, where the deployment does not say",
  ),
  tagSecondsMax: ofSlots(
    USUAL_SLOT_WAITS.tagSecondsMax,
    "TASKS_TAG_CONCURRENCY_SLOT_WAIT_SECONDS",
    "after how long, at most, a task asks again for the slot of a tag",
  ),
  limitSecondsMax: ofSlots(
    USUAL_SLOT_WAITS.limitSecondsMax,
    "CONCURRENCY_MAXIMUM_CONCURRENCY_SLOT_WAIT_SECONDS",
    "after how long, at most, a slot of another limit is asked for again",
  ),
};

function ofSlots(fallback: number, field: string, description: string) {
  const tail = `SERVER_${field}`;
  const [group = "", ...name] = field.toLowerCase().split("_");
  return setting(seconds, fallback, {
    name: `TUTTI_${tail}`,
    aliases: [`PREFECT_${tail}`],
    description,
    place: `server.${group}.${name.join("_")}`,
  });
}

/** What the server does by itself. */
export const SERVICE_SETTINGS = {
  registersBlocks: setting(toggle, true, {
    name: "TUTTI_SERVER_REGISTER_BLOCKS",
    aliases: ["PREFECT_SERVER_REGISTER_BLOCKS_ON_START", "PREFECT_API_BLOCKS_REGISTER_ON_START"],
    description: "registers the block types that Tutti brings along, once for each version",
    place: "server.register_blocks_on_start",
  }),
  runsServices: setting(toggle, true, {
    name: "TUTTI_SERVICES_ENABLED",
    description: "whether this server does by itself what is listed below; another server of its database may instead",
  }),
  services: {
    lateRuns,
    pauseExpirations: service("PAUSE_EXPIRATIONS", 5, "fails paused runs that were not resumed in time"),
    scheduler,
    cancellationCleanup,
    rescuer: {
      enabled: setting(toggle, true, {
        name: "TUTTI_SERVICES_RESCUER_ENABLED",
        description: "runs the service that takes runs from processes that are gone",
      }),
    },
    foreman,
    cleanupReconciler: service("CLEANUP_RECONCILER", 5, "asks another worker to clean up what one did not"),
    triggers: {
      enabled: ofService(toggle, true, "TRIGGERS", "ENABLED", "runs the services that let automations fire and act"),
      loopSeconds: setting(period, 5, {
        name: "TUTTI_EVENTS_PROACTIVE_GRANULARITY",
        aliases: ["PREFECT_SERVER_EVENTS_PROACTIVE_GRANULARITY", "PREFECT_EVENTS_PROACTIVE_GRANULARITY"],
        description: "how often it is looked for events that did not come in time",
        place: "server.events.proactive_granularity",
      }),
      allowsPrivateWebhooks: setting(toggle, false, {
        name: "TUTTI_WEBHOOKS_ALLOW_PRIVATE",
        description: "whether webhooks and notifications may reach addresses of this machine and its network",
      }),
    },
    repossessor: service("REPOSSESSOR", 15, "gives back the slots of leases that nobody renews"),
    dbVacuum,
  },
  workerCleanup,
  slotWaits,
};
