import { hash } from "node:crypto";
import { types } from "node:util";
import { markOf } from "../blocks/block-mark.ts";

const MAX_DEPTH = 200;

/** A value of which two equal ones cannot be told to be equal: a function, a symbol, an instance of a class. */
export class UnhashableError extends Error {
  override readonly name = "UnhashableError";
}

/** The step whose result (or future) an object is, when it is one. */
export type StepOf = (value: object) => string | undefined;

/**
 * A text that is the same for equal inputs and differs for others; a step's result is written as that step's key. Of a block
 * its type and its values count, but for secrets.
 */
export function canonicalInput(value: unknown, stepOf: StepOf, depth = 0): string {
  if (typeof value === "object" && value !== null) return canonicalObject(value, stepOf, depth);
  if (typeof value === "string") return `s${value.length}:${value}`;
  if (Object.is(value, -0)) return "number-0;";
  if (typeof value === "function" || typeof value === "symbol") throw new UnhashableError(`a ${typeof value}`);
  return `${typeof value}${String(value)};`;
}

function canonicalObject(value: object, stepOf: StepOf, depth: number): string {
  const step = stepOf(value);
  if (step !== undefined) return `@${step.length}:${step}`;
  if (depth > MAX_DEPTH) throw new UnhashableError("a value nested too deep, or in a circle");
  const inner = (item: unknown): string => canonicalInput(item, stepOf, depth + 1);
  if (Array.isArray(value)) return `[${value.map(inner).join("")}]`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return plainObject(value, inner);
  return canonicalBuiltin(value, inner) ?? withToJson(value, inner);
}

function plainObject(value: object, inner: (item: unknown) => string): string {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${key.length}:${key}${inner(item)}`).join("")}}`;
}

function canonicalBuiltin(value: object, inner: (item: unknown) => string): string | null {
  if (value instanceof Date) return `D${value.getTime()};`;
  if (value instanceof Map) return `M[${[...value].flat(1).map(inner).join("")}]`;
  if (value instanceof Set) return `S[${[...value].map(inner).join("")}]`;
  if (value instanceof RegExp || value instanceof URL) return `R${inner(String(value))}`;
  if (value instanceof Error) return `E${inner(value.name)}${inner(value.message)}`;
  if (ArrayBuffer.isView(value)) return bytes(value.constructor.name, value.buffer, value.byteOffset, value.byteLength);
  return types.isAnyArrayBuffer(value) ? bytes("ArrayBuffer", value, 0, value.byteLength) : null;
}

function bytes(kind: string, buffer: ArrayBufferLike, offset: number, length: number): string {
  return `X${kind}${length}:${hash("sha256", Buffer.from(buffer, offset, length))}`;
}

function withToJson(value: object, inner: (item: unknown) => string): string {
  const { toJSON }: { toJSON?: unknown } = value;
  const className = value.constructor.name;
  const block = markOf(value);
  if (block !== null) return `B${inner(block.definition.slug)}${plainObject(value, inner)}`;
  if (typeof toJSON !== "function") throw new UnhashableError(`an instance of ${className}`);
  const json: unknown = toJSON.call(value);
  return `C${className.length}:${className}${inner(json)}`;
}
