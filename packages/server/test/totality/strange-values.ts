import type { Chance } from "./chance.ts";

const STRANGE: readonly unknown[] = [
  null,
  true,
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "💥".repeat(50),
  "x".repeat(5000),
  "__proto__",
  "' or 1=1; --",
  "%",
  "../../etc/passwd",
  "00000000-0000-0000-0000-000000000000",
  "9999-12-31T23:59:59.999999Z",
  "0001-01-01T00:00:00+14:00",
  "2026-02-30T00:00:00Z",
  "{{ x }}",
  "NaN",
  0,
  -1,
  0.1,
  1e21,
  -1e308,
  2 ** 53,
  -(2 ** 63),
  [],
  [[]],
  [null],
  {},
  { "": "" },
  { any_: [null] },
  { type: "RUNNING" },
];

type Container = Record<string | number, unknown>;

/** Spoils one place of a body, or more: what it held is missing, of another type, at a bound, or strange. */
export function spoil(body: unknown, chance: Chance): unknown {
  const root: Container = { body: structuredClone(body) };
  for (let times = chance.between(1, 2); times > 0; times--) {
    const left = places(root);
    if (left.length === 0) break;
    const { container, key } = chance.pick(left);
    change(container, key, chance);
  }
  return root["body"];
}

function change(container: Container, key: string, chance: Chance): void {
  const how = chance.next();
  if (how < 0.55) container[key] = strange(chance);
  else if (how < 0.7) delete container[key];
  else if (how < 0.8) container[chance.pick(["zz", "__proto__", "id", "name", "constructor"])] = strange(chance);
  else if (how < 0.9) container[key] = [container[key], container[key]];
  else container[key] = { [key]: container[key] };
}

/** A value of its own: it may be spoilt in its turn. */
function strange(chance: Chance): unknown {
  return structuredClone(chance.pick(STRANGE));
}

interface Place {
  readonly container: Container;
  readonly key: string;
}

function places(container: Container): Place[] {
  return Object.entries(container).flatMap(([key, value]) => [
    { container, key },
    ...(typeof value === "object" && value !== null ? places(value as Container) : []),
  ]);
}

const TEXTS = [
  "",
  "{",
  "[",
  "nul",
  '"',
  "{}",
  "[]",
  "1e999",
  '{"a":1,"a":2}',
  "\ufeff{}",
  '{"\\ud800":1}',
  "--",
  "a=b",
];
const TYPES = ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "x"];

/** A body that need not be JSON at all, of a type that may say so. */
export function spoiltText(text: string, chance: Chance): { text: string | Buffer; contentType: string } {
  const contentType = chance.pick(TYPES);
  const how = chance.next();
  if (how < 0.3) return { text: text.slice(0, chance.between(0, text.length)), contentType };
  if (how < 0.4) return { text: Buffer.from([0xff, 0xfe, 0x7b, 0x7d]), contentType };
  if (how < 0.5) return { text: `${"[".repeat(200)}${"]".repeat(200)}`, contentType };
  return { text: chance.pick(TEXTS), contentType };
}

const PIECES = ["x", "0", "..%2f..", "%00", "a%20b", "%F0%9F%92%A5", "'; drop table flow; --", "null", "-1", "%25"];

/** A piece of a path or query that fits no schema, encoded as far as HTTP needs it. */
export function strangePiece(chance: Chance): string {
  return chance.pick(PIECES).replaceAll(" ", "%20");
}
