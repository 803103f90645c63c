import { TuttiError } from "@tutti/core/errors";
import { DevalueError, parse, stringify } from "devalue";
import { defineHidden, namedError } from "./failure.ts";
import { isRecord } from "./inline-json.ts";

/** JSON that also carries dates, bigint, NaN, undefined, Map, Set, typed arrays, buffers, errors, circles, fields of arrays. */
export const tuttiSerializer = {
  type: "tutti",

  /** Throws `unserializable_result`; its detail names the place in the value. */
  dumps(value: unknown): string {
    try {
      return stringify(value, { Error: reduceError, Buffer: reduceBuffer, Listed: reduceListed });
    } catch (error) {
      if (error instanceof DevalueError)
        throw unstorable(`${described(error.value)} has no stored form${at(error.path)}`, error);
      throw unstorable(error instanceof Error ? error.message : String(error), error);
    }
  },

  loads(text: string): unknown {
    return parse(text, { Error: reviveError, Buffer: reviveBuffer, Listed: reviveListed });
  },
};

export function unstorable(reason: string, cause: unknown): TuttiError {
  return new TuttiError("unserializable_result", `${reason}. Return plain data, or set persistResult: false`, {
    cause,
  });
}

function reduceError(value: unknown): unknown {
  if (!(value instanceof Error)) return undefined;
  const { name, message, stack, cause } = value;
  const errors: unknown = value instanceof AggregateError ? value.errors : undefined;
  return { name, message, stack, cause, errors, fields: Object.fromEntries(Object.entries(value)) };
}

function reviveError(data: unknown): unknown {
  if (!isRecord(data)) return data;
  const errors = Array.isArray(data.errors) ? data.errors : null;
  const message = String(data.message);
  const error = errors === null ? namedError(String(data.name), message) : new AggregateError(errors, message);
  Object.assign(error, data.fields);
  if (typeof data.stack === "string") defineHidden(error, "stack", data.stack);
  if (data.cause !== undefined) defineHidden(error, "cause", data.cause);
  return error;
}

function reduceBuffer(value: unknown): unknown {
  return Buffer.isBuffer(value) ? new Uint8Array(value) : undefined;
}

function reviveBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes);
}

/** A list with fields beside its items, as what a pattern found in a text. */
function reduceListed(value: unknown): unknown {
  if (!Array.isArray(value)) return undefined;
  // Those of items come first.
  const last = Object.keys(value).at(-1);
  if (last === undefined || isItem(last)) return undefined;
  const fields = Object.entries(value).filter(([name]) => !isItem(name));
  return { items: value.slice(), fields: Object.fromEntries(fields) };
}

function isItem(name: string): boolean {
  return String(Number(name) >>> 0) === name;
}

function reviveListed(data: unknown): unknown {
  if (!isRecord(data) || !Array.isArray(data.items)) return data;
  return Object.assign(data.items, data.fields);
}

function at(path: string | undefined): string {
  return path === undefined || path === "" ? "" : ` (at ${path})`;
}

export function described(value: unknown): string {
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  const className: unknown = value.constructor?.name;
  return typeof className === "string" && className !== "" && className !== "Object"
    ? `an instance of ${className}`
    : "an object of this kind";
}
