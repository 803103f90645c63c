import { settingsOf } from "@tutti/core/settings/read-settings";
import { SERVER_SETTINGS } from "@tutti/core/settings/server-settings";
import type { AnySetting, SettingTable } from "@tutti/core/settings/setting";
import type { ServerConfig } from "../config.ts";

const MASK = "**********";

type Tree = { [key: string]: unknown };

/** The settings that anybody who may ask can see, in the places where Prefect's settings have them. */
export function publicSettings(config: ServerConfig): Tree {
  const tree: Tree = { api: { auth_string: config.authString === null ? null : MASK } };
  for (const [setting, value] of valuesOf(SERVER_SETTINGS, config)) {
    if (setting.place !== null) plant(tree, setting.place.split("."), publicValue(setting, value));
  }
  return tree;
}

/** Each setting of the table, and the value that stands in the same place of `values`. */
function valuesOf(table: SettingTable, values: object): [AnySetting, unknown][] {
  const known = new Set<unknown>(settingsOf(table));
  return Object.entries(table).flatMap(([key, entry]) => {
    const value: unknown = Reflect.get(values, key);
    if (known.has(entry)) return [[entry as AnySetting, value]];
    return typeof value === "object" && value !== null ? valuesOf(entry as SettingTable, value) : [];
  });
}

function publicValue({ kind, isSecret }: AnySetting, value: unknown): unknown {
  if (value === null) return null;
  if (isSecret) return MASK;
  return kind.json === undefined ? value : kind.json(value);
}

function plant(tree: Tree, [step = "", ...deeper]: readonly string[], value: unknown): void {
  if (deeper.length === 0) tree[step] = value;
  else plant((tree[step] ??= {}) as Tree, deeper, value);
}
