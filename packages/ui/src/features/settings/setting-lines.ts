import { ALL_SETTINGS } from "@tutti/core/settings/all-settings";

export interface SettingLine {
  /** `server.services.scheduler.enabled`. */
  readonly name: string;
  readonly value: string;
  /** The environment variable that sets it, and what it says; null for what is only told. */
  readonly variable: string | null;
  readonly description: string | null;
}

const KNOWN = new Map(ALL_SETTINGS.map((setting) => [setting.place, setting]));

function valueWords(value: unknown, unit: string | undefined): string {
  if (value === null || value === "") return "–";
  if (typeof value === "number" && unit !== undefined) return `${value} ${unit}`;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The nested settings as lines, in the order in which they are told. */
export function settingLines(settings: object, path: readonly string[] = []): SettingLine[] {
  return Object.entries(settings).flatMap(([key, value]: [string, unknown]) => {
    const here = [...path, key];
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return settingLines(value, here);
    const name = here.join(".");
    const known = KNOWN.get(name);
    return [
      {
        name,
        value: valueWords(value, known?.kind.unit),
        variable: known?.name ?? null,
        description: known?.description ?? null,
      },
    ];
  });
}
