import type { ClockReading } from "@tutti/core/server-absence";
import type { ServiceContext } from "./loop.ts";

/** Both clocks now, for services that must know whether the server was absent. */
export async function readClocks({ store, deps }: ServiceContext): Promise<ClockReading> {
  return { wall: await store.command("readSharedClock", {}), monotonicMs: deps.monotonicMs() };
}
