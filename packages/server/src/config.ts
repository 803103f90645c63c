import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { TuttiError } from "@tutti/core/errors";
import { databaseUrlOf } from "@tutti/core/settings/database-url";
import { readSettings, settingsOf, type Environment } from "@tutti/core/settings/read-settings";
import { SERVER_SETTINGS } from "@tutti/core/settings/server-settings";
import type { SettingValues } from "@tutti/core/settings/setting";

/** What a server process is told: the values of `core/src/settings`, with what depends on the machine worked out. */
export interface ServerConfig extends SettingValues<typeof SERVER_SETTINGS> {
  /** Absolute. */
  readonly home: string;
  readonly databaseUrl: string;
  /** Absolute. */
  readonly uiFolder: string | null;
}

const WITHOUT_SERVICES = "no-services";

/** Reads the settings: flags, then `TUTTI_*`, then the `PREFECT_*` of the same meaning. Throws `invalid_setting`. */
export function readConfig(argv: readonly string[], env: Environment): ServerConfig {
  const told = readSettings(SERVER_SETTINGS, { ...env, ...flagValues(argv) });
  const home = absolute(told.home);
  const databaseUrl = told.databaseUrl ?? databaseUrlOf(told.databaseParts) ?? `sqlite:///${join(home, "tutti.db")}`;
  const uiFolder = told.uiFolder === null ? null : absolute(told.uiFolder);
  return { ...told, home, databaseUrl, uiFolder };
}

/** The flags that are given, by name; that of the services says what their variable could. */
function flagValues(argv: readonly string[]): Record<string, string> {
  const { [WITHOUT_SERVICES]: isWithoutServices, ...given } = parseFlags(argv);
  const values = Object.entries(given).flatMap(([name, value]) =>
    typeof value === "string" ? [[`--${name}`, value] as const] : [],
  );
  const services = isWithoutServices === true ? { [SERVER_SETTINGS.runsServices.name]: "false" } : {};
  return { ...Object.fromEntries(values), ...services };
}

function parseFlags(argv: readonly string[]): Readonly<Record<string, unknown>> {
  const options: ParseArgsConfig["options"] = { [WITHOUT_SERVICES]: { type: "boolean" } };
  for (const { flag } of settingsOf(SERVER_SETTINGS)) if (flag !== null) options[flag.slice(2)] = { type: "string" };
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values;
  } catch (error) {
    throw new TuttiError("invalid_setting", error instanceof Error ? error.message : String(error));
  }
}

function absolute(path: string): string {
  if (path === "~" || path.startsWith("~/")) return join(homedir(), path.slice(1));
  return isAbsolute(path) ? path : resolve(path);
}
