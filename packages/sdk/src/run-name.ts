import { format } from "node:util";

/**
 * Fills a name template: `{path}` is the parameter, `{params.path}` a field of it. A field that is not there stays as it
 * stands, so that a typo shows.
 */
export function fillTemplate(template: string, parameters: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([\w$.]+)\}/g, (field, path: string) => {
    const value = path.split(".").reduce<unknown>(fieldOf, parameters);
    return value === undefined ? field : textOf(value);
  });
}

/** A name that a function of the user's gave; null when it gave none. Throws `TypeError` for anything but a text. */
export function givenName(name: unknown, option: "flowRunName" | "taskRunName"): string | null {
  if (name === undefined || name === null || name === "") return null;
  if (typeof name === "string") return name;
  throw new TypeError(`${option} gave ${format("%O", name)}, not a text`);
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? (JSON.stringify(value) ?? "") : format("%s", value);
}
