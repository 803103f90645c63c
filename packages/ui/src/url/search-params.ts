/** What the address holds after the `?`, before a page reads it: texts, and lists for keys that come more than once. */
export type RawSearch = Record<string, unknown>;

/** `?state=FAILED&state=Late&q=etl`: plain and readable, a key per value, no JSON. */
export function parseSearch(text: string): RawSearch {
  const search: Record<string, string | string[]> = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const known = search[key];
    if (known === undefined) search[key] = value;
    else search[key] = Array.isArray(known) ? [...known, value] : [known, value];
  }
  return search;
}

export function stringifySearch(search: RawSearch): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item === "string" && item !== "") params.append(key, item);
      else if (typeof item === "number" || item === true) params.append(key, String(item));
    }
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

export function textOf(raw: unknown): string | undefined {
  const first: unknown = Array.isArray(raw) ? raw[0] : raw;
  return typeof first === "string" && first !== "" ? first : undefined;
}

export function listOf(raw: unknown): string[] | undefined {
  const all: unknown[] = Array.isArray(raw) ? raw : [raw];
  const texts = all.filter((item): item is string => typeof item === "string" && item !== "");
  return texts.length === 0 ? undefined : [...new Set(texts)];
}

export function oneOf<T extends string>(raw: unknown, allowed: readonly T[]): T | undefined {
  const text = textOf(raw);
  return allowed.find((value) => value === text);
}

/** A time, in UTC whatever offset it was written with. */
export function timeOf(raw: unknown): string | undefined {
  const at = Date.parse(textOf(raw) ?? "");
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys that are undefined, so that the address carries only what is set. */
export function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
