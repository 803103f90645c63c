import { CLIENT_SETTINGS } from "./client-settings.ts";
import { settingsOf } from "./read-settings.ts";
import { SERVER_SETTINGS } from "./server-settings.ts";
import type { AnySetting } from "./setting.ts";
import { WORKER_SETTINGS } from "./worker-settings.ts";

/** Every setting that server, SDK, worker and command line know. `docs/reference/settings.md` lists the same. */
export const ALL_SETTINGS: readonly AnySetting[] = [
  ...settingsOf(CLIENT_SETTINGS),
  ...settingsOf(WORKER_SETTINGS),
  ...settingsOf(SERVER_SETTINGS),
];

/** The setting of this name, or of which this is an alias. */
export function findSetting(name: string): AnySetting | null {
  return ALL_SETTINGS.find((known) => known.name === name || known.aliases.includes(name)) ?? null;
}

/** What nobody needs to say; null where there is no such value. */
export function fallbackText(setting: AnySetting): string | null {
  return setting.fallback === null ? null : setting.kind.text(setting.fallback);
}
