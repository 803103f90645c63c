import { isRawNumber } from "../exact-json.ts";

/**
 * JSON as Python's `json.dumps(value, sort_keys=True)` writes it: separators with a space, keys in the order of their
 * code points, everything beyond ASCII escaped, floats by their `repr`. A number's kind is that of its source text:
 * `5.0` is a float and `5` is not.
 */
export function pythonJson(value: unknown): string {
  if (isRawNumber(value)) return pythonNumber(value.rawJSON);
  if (typeof value === "number") return pythonNumber(String(value));
  if (typeof value === "string") return pythonString(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  const entries = Object.entries(value).toSorted(([left], [right]) => byCodePoints(left, right));
  return `{${entries.map(([key, item]) => `${pythonString(key)}: ${pythonJson(item)}`).join(", ")}}`;
}

function pythonString(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007F-\uFFFF]/g,
    (unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function pythonNumber(text: string): string {
  if (/[.eE]/.test(text)) return pythonFloat(Number(text));
  return text === "-0" ? "0" : text;
}

/** The same shortest digits as JavaScript's; an exponent where Python has one: below 1e-4 and from 1e16 on. */
function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (Object.is(value, -0)) return "-0.0";
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 16)) {
    return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  const plain = String(value);
  return plain.includes(".") ? plain : `${plain}.0`;
}

/** UTF-16 puts what lies beyond the basic plane before its last characters; code points do not. */
function byCodePoints(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  const at = a.findIndex((point, index) => point !== b[index]);
  if (at === -1) return a.length - b.length;
  return (a[at]?.codePointAt(0) ?? -1) - (b[at]?.codePointAt(0) ?? -1);
}
