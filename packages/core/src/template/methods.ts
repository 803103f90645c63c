import { TemplateRenderError } from "./template-error.ts";
import { entriesOf, isMapping, memberOf, replaceText, textOf } from "./values.ts";
import { TemplateTime, TemplateValue } from "./template-value.ts";

type Method = (value: unknown, given: readonly unknown[]) => unknown;

const ofMapping: Readonly<Record<string, Method>> = {
  get: (value, [key, fallback]) => memberOf(value, key) ?? fallback ?? null,
  items: (value) => entriesOf(value),
  keys: (value) => entriesOf(value).map(([key]) => key),
  values: (value) => entriesOf(value).map(([, item]) => item),
};

const ofText: Readonly<Record<string, Method>> = {
  endswith: (value, [end]) => textOf(value).endsWith(textOf(end)),
  lower: (value) => textOf(value).toLowerCase(),
  replace: (value, [from, to]) => replaceText(textOf(value), textOf(from), textOf(to)),
  split: (value, [at]) => (at === undefined ? textOf(value).trim().split(/\s+/) : textOf(value).split(textOf(at))),
  startswith: (value, [start]) => textOf(value).startsWith(textOf(start)),
  strip: (value) => textOf(value).trim(),
  title: (value) => textOf(value).replaceAll(/\b\w/g, (letter) => letter.toUpperCase()),
  upper: (value) => textOf(value).toUpperCase(),
};

const ofTime: Readonly<Record<string, Method>> = {
  isoformat: (value) => textOf(value).replace(" ", "T"),
  strftime: (value, [format]) => (value instanceof TemplateTime ? formatted(value, textOf(format)) : ""),
};

/** Calls one of the few methods that values have. */
export function callMethod(value: unknown, name: string, given: readonly unknown[]): unknown {
  const methods = methodsOf(value);
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method === undefined) throw new TemplateRenderError(`${name} cannot be called here`);
  return method(value, given);
}

function methodsOf(value: unknown): Readonly<Record<string, Method>> {
  if (typeof value === "string") return ofText;
  if (value instanceof TemplateTime) return ofTime;
  if (isMapping(value)) return ofMapping;
  return value instanceof TemplateValue ? { get: (of, [key, fallback]) => memberOf(of, key) ?? fallback ?? null } : {};
}

/** The parts of a time that notifications ask for. */
function formatted(time: TemplateTime, format: string): string {
  const iso = time.data();
  const parts: Readonly<Record<string, string>> = {
    Y: iso.slice(0, 4),
    m: iso.slice(5, 7),
    d: iso.slice(8, 10),
    H: iso.slice(11, 13),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
    F: iso.slice(0, 10),
    T: iso.slice(11, 19),
    Z: "UTC",
    z: "+0000",
    f: iso.slice(20, 26).replace("Z", "").padEnd(6, "0"),
    "%": "%",
  };
  return format.replaceAll(/%(.)/g, (all, letter: string) => parts[letter] ?? all);
}
