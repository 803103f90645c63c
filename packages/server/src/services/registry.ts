import { lateRuns } from "./late-runs.ts";
import { startLoop, type Service, type ServiceContext } from "./loop.ts";
import { pauseExpirations } from "./pause-expirations.ts";
import { rescuer } from "./rescuer.ts";

/** Made anew for each server: some remember what they saw last. */
function services(): readonly Service[] {
  return [lateRuns, pauseExpirations, rescuer()];
}

/** Starts everything the server does by itself. */
export function startServices(context: ServiceContext): { stop(): Promise<void> } {
  const loops = services().map((service) => startLoop(service, context));
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
