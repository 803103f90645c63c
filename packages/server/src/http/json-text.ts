import { parseExact } from "@tutti/core/exact-json";

/** `JSON.parse` takes far more, and what then walks the value overflows the stack. */
export const DEPTH_MAX = 64;

/** Text that is no JSON, or nested deeper than `DEPTH_MAX`. */
export class JsonRefused extends Error {
  override readonly name = "JsonRefused";
  /** Index of the character at which it went wrong. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** Parses what a stranger sent, numbers kept exact. Throws `JsonRefused`, before anything deep is built. */
export function parseJson(text: string, depthMax = DEPTH_MAX): unknown {
  if (deeper(text, depthMax)) throw new JsonRefused(`Nested more than ${depthMax} levels deep`, 0);
  try {
    return parseExact(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new JsonRefused(error.message, Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length));
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether arrays and objects nest deeper than `DEPTH_MAX`: for a part of what was parsed with more leave. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth >= DEPTH_MAX || Object.values(value).some((inner) => isTooDeep(inner, depth + 1));
}

/** Whether arrays and objects nest deeper than that, from the text alone. */
function deeper(text: string, depthMax: number): boolean {
  if (text.length <= depthMax) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) at = endOfString(text, at + 1);
    else if (unit === 0x7b || unit === 0x5b) {
      depth += 1;
      if (depth > depthMax) return true;
    } else if (unit === 0x7d || unit === 0x5d) depth -= 1;
  }
  return false;
}

function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH) at += 1;
    else if (unit === QUOTE) return at;
  }
  return text.length;
}
