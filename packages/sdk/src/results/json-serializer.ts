import { rawNumber } from "@tutti/core/exact-json";
import { namedError } from "./failure.ts";
import { exactJson, isRecord } from "./inline-json.ts";
import { described, unstorable } from "./tutti-serializer.ts";

// JSON as Prefect's Python writes and reads it: what JSON has no form for is an object that names its Python class.

const CLASS = "__class__";
const EXCEPTION = "__exc_type__";
const MARKED = /"__(class|exc_type)__"/;
// What JSON.parse would read otherwise than Python wrote it: integers beyond 2^53, NaN and infinities.
const BIG_INTEGER = /(?<![.\d])\d{16}/;
const NOT_FINITE = /\bNaN\b|\bInfinity\b/;

/** Whether the exact JSON of a value is read as that, in Python and here. */
export function isReadAsWritten(value: unknown, json: string): boolean {
  return !MARKED.test(json) && !(BIG_INTEGER.test(json) && hasBigNumber(value));
}

/** Such a number is read as the integer that it looks like. */
function hasBigNumber(value: unknown): boolean {
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === "object" && value !== null && Object.values(value).some(hasBigNumber);
}

export const jsonSerializer = {
  type: "json",

  /** Throws `unserializable_result` for what Python has no equal of. */
  dumps(value: unknown): string {
    const exact = exactJson(value);
    if (exact !== null) return exact;
    const text = JSON.stringify(
      value === undefined ? null : value,
      function forPython(this: unknown, key, item: unknown) {
        // Dates arrive here as texts already: what they were stands in the object around.
        const given: unknown = isRecord(this) || Array.isArray(this) ? Reflect.get(this, key) : item;
        return pythonForm(given, item);
      },
    );
    return text;
  },

  loads(text: string): unknown {
    const isOrdinary = !MARKED.test(text) && !BIG_INTEGER.test(text);
    try {
      return isOrdinary ? JSON.parse(text) : JSON.parse(text, revive);
    } catch (error) {
      if (!NOT_FINITE.test(text)) throw error;
      return JSON.parse(withFiniteNumbers(text), revive);
    }
  },
};

function pythonForm(given: unknown, item: unknown): unknown {
  if (typeof given === "bigint") return rawNumber(String(given));
  if (typeof given === "number" && !Number.isFinite(given)) throw unstorable(`${given} is no JSON`, undefined);
  if (typeof given === "function" || typeof given === "symbol") throw noForm(given);
  return typeof given === "object" && given !== null ? pythonObject(given, item) : item;
}

function pythonObject(given: object, item: unknown): unknown {
  if (given instanceof Date) return { [CLASS]: "datetime.datetime", data: given.toISOString() };
  if (given instanceof Set) return { [CLASS]: "builtins.set", data: [...given] };
  if (given instanceof Error) return { [EXCEPTION]: "builtins.Exception", message: given.message };
  if (given instanceof Map || ArrayBuffer.isView(given)) throw noForm(given);
  return item;
}

function noForm(value: unknown): Error {
  return unstorable(`${described(value)} has no form in JSON; the serializer "tutti" has one`, undefined);
}

function revive(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value === "number") return revivedNumber(value, context?.source);
  if (!isRecord(value)) return value;
  if (typeof value[CLASS] === "string" && Object.hasOwn(value, "data"))
    return revivedClass(value[CLASS], value["data"]);
  if (typeof value[EXCEPTION] === "string") return revivedError(value[EXCEPTION], String(value["message"]));
  return value;
}

function revivedNumber(value: number, source: string | undefined): unknown {
  return source !== undefined && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/** What has an equal here becomes that; of all else, as of Python's dataclasses, its data. */
function revivedClass(name: string, data: unknown): unknown {
  if (/(^|\.)(datetime|DateTime)$/.test(name) && typeof data === "string") return new Date(data);
  if (/^builtins\.(set|frozenset)$/.test(name) && Array.isArray(data)) return new Set(data);
  if (name === "builtins.float" && typeof data === "string") return Number(data);
  return data;
}

function revivedError(name: string, message: string): Error {
  const own = name.split(".").at(-1) ?? "Error";
  return namedError(own === "Exception" ? "Error" : own, message);
}

/** The numbers that are none in JSON, outside of texts, as objects that `revive` knows. */
function withFiniteNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (found) =>
    found.startsWith('"') ? found : `{"${CLASS}":"builtins.float","data":"${found}"}`,
  );
}
