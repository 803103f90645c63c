/** What a value is that a driver would make something else of, or nothing; null of all others. */
export function unkept(value: unknown): string | null {
  if (value === undefined || typeof value === "function" || typeof value === "symbol") return typeof value;
  return typeof value === "object" && value !== null ? unkeptObject(value) : null;
}

function unkeptObject(value: object): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "no time" : null;
  if (value instanceof Promise) return "a promise that was not awaited";
  const isKept = Array.isArray(value) || ArrayBuffer.isView(value) || isPlain(value);
  const saysItself = "toJSON" in value || "toPostgres" in value;
  return isKept || saysItself ? null : `a ${value.constructor.name}`;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
