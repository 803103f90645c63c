import { currentContext } from "./engine/run-context.ts";
import type { LogLevel } from "./log-level.ts";

const LEVELS = { debug: "debug", log: "info", info: "info", warn: "warn", error: "error" } as const satisfies Record<
  string,
  LogLevel
>;

let isInstalled = false;

/**
 * From now on what code inside a run that logs prints writes with `console.*` also goes to that run's log. It is printed
 * as before; code outside of such runs notices nothing.
 */
export function installConsoleCapture(): void {
  if (isInstalled) return;
  isInstalled = true;
  capture("debug");
  capture("log");
  capture("info");
  capture("warn");
  capture("error");
}

function capture(method: keyof typeof LEVELS): void {
  const print = console[method].bind(console);
  console[method] = (...values: unknown[]) => {
    currentContext().printsTo?.record(LEVELS[method], values);
    print(...values);
  };
}
