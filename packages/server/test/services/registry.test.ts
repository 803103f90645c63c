import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readConfig } from "../../src/config.ts";
import { startServices } from "../../src/services/registry.ts";
import type { Store } from "../../src/store/store.ts";
import { noStore } from "../support/no-store.ts";
import { testDeps } from "../support/test-clock.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The commands that the services of a server with these settings give within two seconds. */
async function commandsGiven(env: Record<string, string>): Promise<Record<string, number>> {
  const given: Record<string, number> = {};
  const command = async (name: string) => {
    given[name] = (given[name] ?? 0) + 1;
    return 0;
  };

  const store: Store = { ...noStore, command, onCommit: () => () => undefined };
  const context = { store, deps: testDeps(), logger: pino({ level: "silent" }) };
  const services = startServices(readConfig([], env), context, "http://127.0.0.1:4200");
  await vi.advanceTimersByTimeAsync(2000);
  await services.stop();
  return given;
}

test("a service runs as often as its setting says, and not when it is switched off", async () => {
  expect(
    await commandsGiven({
      PREFECT_SERVER_SERVICES_LATE_RUNS_LOOP_SECONDS: "0.5",
      PREFECT_API_SERVICES_PAUSE_EXPIRATIONS_LOOP_SECONDS: "0.5",
      PREFECT_API_SERVICES_PAUSE_EXPIRATIONS_ENABLED: "false",
      PREFECT_API_SERVICES_TRIGGERS_ENABLED: "false",
    }),
    // Runs that wait for events count on it: it has no switch. While nothing is committed it looks once. The rescuer's first
    // round is that of the start.
  ).toEqual({ markLateRuns: 4, wakeForEvents: 1, readSharedClock: 1, extendLeases: 1 });
});
