/** How the values of a setting are written. */
export interface SettingKind<T> {
  /** What a value must be, to follow "must be". */
  readonly expected: string;
  /** What its numbers count, where they count something: `s`. */
  readonly unit?: string;
  /** Undefined when the text is no such value. */
  parse(text: string): T | undefined;
  /** The value as somebody would write it. */
  text(value: T): string;
  /** The value as Prefect's settings have it in JSON, where that is not the value itself. */
  json?(value: T): unknown;
}

/** One thing a server or a client can be told: by a flag, by an environment variable, by a line of a profile. */
export interface Setting<T> {
  readonly name: `TUTTI_${string}`;
  /** Variables of the same meaning, weaker than `name`: Prefect's, the newer first. */
  readonly aliases: readonly string[];
  /** Stronger than every variable. */
  readonly flag: `--${string}` | null;
  readonly description: string;
  readonly kind: SettingKind<T>;
  /** The value when nobody says one; null where that depends on the machine, or means "none". */
  readonly fallback: T | null;
  /** Where Prefect's tree of settings has it, its steps joined by dots; null where it has none. */
  readonly place: string | null;
  readonly isSecret: boolean;
  /** What finds the profiles cannot stand in one. */
  readonly isEnvironmentOnly: boolean;
}

/** Settings by what the code calls them; groups of them may be nested. */
export interface SettingTable {
  readonly [key: string]: AnySetting | SettingTable;
}

/** A setting whose values are of some kind. */
export type AnySetting = Setting<unknown>;

type Told<T> = Pick<Setting<T>, "name" | "description"> &
  Partial<Pick<Setting<T>, "aliases" | "flag" | "place" | "isSecret" | "isEnvironmentOnly">>;

const PLAIN = { aliases: [], flag: null, place: null, isSecret: false, isEnvironmentOnly: false };

/** A setting that has a value whatever is said. */
export function setting<T>(kind: SettingKind<T>, fallback: T, told: Told<T>): Setting<T> & { readonly fallback: T } {
  return { ...PLAIN, ...told, kind, fallback };
}

/** A setting that is null unless somebody says it. */
export function optionalSetting<T>(kind: SettingKind<T>, told: Told<T>): Setting<T> & { readonly fallback: null } {
  return { ...PLAIN, ...told, kind, fallback: null };
}

/** The values of a table's settings, in the table's shape. */
export type SettingValues<Table> = {
  readonly [Key in keyof Table]: Table[Key] extends { readonly kind: SettingKind<infer T>; readonly fallback: infer F }
    ? T | F
    : SettingValues<Table[Key]>;
};
