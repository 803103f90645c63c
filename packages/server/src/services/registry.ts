import type { ServerConfig } from "../config.ts";
import { cleanupReconciler } from "./cleanup-reconciler.ts";
import { foreman } from "./foreman.ts";
import { cancellationCleanup } from "./cancellation-cleanup.ts";
import { eventWaits } from "./event-waits.ts";
import { dbVacuum } from "./db-vacuum.ts";
import { actionExecutor } from "./action-executor.ts";
import { lateRuns } from "./late-runs.ts";
import { startLoop, type Service, type ServiceContext } from "./loop.ts";
import { pauseExpirations } from "./pause-expirations.ts";
import { proactiveTriggers } from "./proactive-triggers.ts";
import { reactiveTriggers } from "./reactive-triggers.ts";
import { repossessor } from "./repossessor.ts";
import { rescuer } from "./rescuer.ts";
import { recentDeployments, scheduler } from "./scheduler.ts";

interface Switch {
  readonly enabled: boolean;
  readonly loopSeconds?: number;
}

/** Made anew for each server: some remember what they saw last. */
function services(
  { services, workerCleanup, uiUrl, publicApiUrl, leaseSeconds }: ServerConfig,
  origin: string,
): readonly (readonly [Service, Switch])[] {
  const executor = actionExecutor({
    uiUrl: uiUrl?.replace(/\/+$/, "") ?? publicApiUrl?.replace(/\/api\/?$/, "") ?? origin,
    allowsPrivate: services.triggers.allowsPrivateWebhooks,
  });
  const { enabled } = services.triggers;
  return [
    [lateRuns(services.lateRuns), services.lateRuns],
    [pauseExpirations, services.pauseExpirations],
    [scheduler(services.scheduler), services.scheduler],
    [recentDeployments(services.scheduler), { enabled: services.scheduler.enabled }],
    [rescuer(leaseSeconds), services.rescuer],
    [cancellationCleanup(services.cancellationCleanup), services.cancellationCleanup],
    [dbVacuum(services.dbVacuum), { ...services.dbVacuum, enabled: true }],
    [foreman(services.foreman), services.foreman],
    [cleanupReconciler(workerCleanup), services.cleanupReconciler],
    [reactiveTriggers(() => executor.wake()), { enabled }],
    [proactiveTriggers, services.triggers],
    [executor, { enabled }],
    [eventWaits(), { enabled: true }],
    [repossessor(services.repossessor), services.repossessor],
  ];
}

/** Starts everything the server does by itself, as far as its settings say so. `origin` is where it answers. */
export function startServices(
  config: ServerConfig,
  context: ServiceContext,
  origin: string,
): { stop(): Promise<void> } {
  const loops = services(config, origin).flatMap(([service, { enabled, loopSeconds }]) => {
    const everyMs = loopSeconds === undefined ? service.everyMs : loopSeconds * 1000;
    return enabled ? [startLoop({ ...service, everyMs }, context)] : [];
  });
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
