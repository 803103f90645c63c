import { CLI_VERSION } from "./cli-version.ts";
import type { Output } from "./output.ts";

/** Says where a server is, as data; how to go on, beside it. */
export function printServerBanner(
  server: { readonly origin: string; readonly databaseUrl: string | null; readonly hasDashboard?: boolean },
  hint: string,
  output: Output,
): void {
  output.say(`\n${output.styleAside(["bold", "cyan"], "Tutti")} ${output.styleAside("dim", CLI_VERSION)}\n`);
  output.facts([
    ["  Dashboard", server.hasDashboard === false ? null : output.style("cyan", `${server.origin}/dashboard`)],
    ["  API", `${server.origin}/api`],
    ["  API docs", `${server.origin}/docs`],
    ["  Database", server.databaseUrl],
  ]);
  output.say(`\n  ${output.styleAside("dim", hint)}\n`);
}

/** A database's address without its password. */
export function databaseText(url: string): string {
  return url.replace(/(:\/\/[^:/@]*:).*@/, "$1********@");
}
