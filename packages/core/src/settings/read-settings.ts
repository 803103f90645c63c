import { TuttiError } from "../errors.ts";
import type { AnySetting, Setting, SettingTable, SettingValues } from "./setting.ts";

/** Variables by name; flags may stand among them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Every setting of a table, in its order. */
export function settingsOf(table: SettingTable): AnySetting[] {
  return Object.values(table).flatMap((entry) => (isSetting(entry) ? [entry] : settingsOf(entry)));
}

/** The values that the environment gives the table's settings. Throws `invalid_setting` for one that is wrong. */
export function readSettings<Table extends SettingTable>(table: Table, environment: Environment): SettingValues<Table> {
  const values = Object.entries(table).map(([key, entry]) => [
    key,
    isSetting(entry) ? readSetting(entry, environment) : readSettings(entry, environment),
  ]);
  // Each key of the table has its value now.
  return Object.fromEntries(values) as SettingValues<Table>;
}

/** Names of the setting, the strongest first. */
export function namesOf({ flag, name, aliases }: Pick<AnySetting, "flag" | "name" | "aliases">): string[] {
  return [...(flag === null ? [] : [flag]), name, ...aliases];
}

/** The first of the names that says something. */
export function firstSet(values: Environment, names: readonly string[]): { name: string; value: string } | null {
  for (const name of names) {
    const value = values[name]?.trim();
    if (value !== undefined && value !== "") return { name, value };
  }
  return null;
}

function readSetting<T>(setting: Setting<T>, environment: Environment): T | null {
  const told = firstSet(environment, namesOf(setting));
  if (told === null) return setting.fallback;
  const value = setting.kind.parse(told.value);
  if (value !== undefined) return value;
  const shown = setting.isSecret ? "" : `, not "${told.value}"`;
  throw new TuttiError("invalid_setting", `${told.name} must be ${setting.kind.expected}${shown}`);
}

function isSetting(entry: AnySetting | SettingTable): entry is AnySetting {
  return typeof entry.name === "string";
}
