import { TuttiError } from "@tutti/core/errors";
import { compressedSerializer, decompressed } from "./compressed-serializer.ts";
import { exactJson, isRecord } from "./inline-json.ts";
import { jsonSerializer, isReadAsWritten } from "./json-serializer.ts";
import { tuttiSerializer } from "./tutti-serializer.ts";

/** How results are turned into a text and back. */
export interface Serializer {
  /** What readers know it by; it stands beside the result. */
  readonly type: string;
  /** What else a reader must know to read what was written. */
  readonly settings?: Readonly<Record<string, unknown>>;
  dumps(value: unknown): string;
  /** `settings` are those that stand beside the result. The value, or a promise of it. */
  loads(text: string, settings: Readonly<Record<string, unknown>>): unknown;
}

/**
 * `json` is what Prefect's Python reads and writes, too; `tutti` is JSON that also carries dates, bigint, NaN, undefined,
 * Map, Set, typed arrays, buffers, errors, circles. Compressed ones take less room.
 */
export type SerializerName = "json" | "tutti" | "compressed/json" | "compressed/tutti";

const BUILT_IN: Readonly<Record<string, Serializer>> = {
  json: jsonSerializer,
  tutti: tuttiSerializer,
  "compressed/json": compressedSerializer("compressed/json", jsonSerializer),
  "compressed/tutti": compressedSerializer("compressed", tuttiSerializer),
};

const COMPRESSED = new Set(["compressed", "compressed/json", "compressed/pickle"]);

const KNOWN = Symbol.for("tutti.serializers");

/** Throws `invalid_setting` for a name that nothing has. A serializer of the user's own is known from now on. */
export function serializerFor(choice: SerializerName | Serializer): Serializer {
  if (typeof choice === "object") {
    known().set(choice.type, choice);
    return choice;
  }
  const serializer = Object.hasOwn(BUILT_IN, choice) ? BUILT_IN[choice] : undefined;
  if (serializer !== undefined) return serializer;
  const names = Object.keys(BUILT_IN).join(", ");
  throw new TuttiError(
    "invalid_setting",
    `resultSerializer "${choice}"; there are ${names}, and serializers of your own`,
  );
}

export interface SerializedValue {
  readonly text: string;
  readonly serializer: Readonly<Record<string, unknown>> & { readonly type: string };
}

/** Throws `unserializable_result`; its detail names the place in the value. */
export function serialized(value: unknown, choice: SerializerName | Serializer | undefined): SerializedValue {
  if (choice === undefined) return automatic(value);
  const serializer = serializerFor(choice);
  return { text: serializer.dumps(value), serializer: { type: serializer.type, ...serializer.settings } };
}

/** Plain JSON where that carries the value exactly, else the form that carries more. */
function automatic(value: unknown): SerializedValue {
  const json = exactJson(value);
  if (json !== null && isReadAsWritten(value, json)) return { text: json, serializer: { type: "json" } };
  return { text: tuttiSerializer.dumps(value), serializer: { type: "tutti" } };
}

/** Rejects with an `Error` that says what to do when the text was written by a serializer that is not known here. */
export async function deserialized(text: string, described: Readonly<Record<string, unknown>>): Promise<unknown> {
  const type = String(described["type"]);
  if (COMPRESSED.has(type)) {
    const implied = { type: type === "compressed/pickle" ? "pickle" : "json" };
    const inner = isRecord(described["serializer"]) ? described["serializer"] : implied;
    return deserialized(await decompressed(text, described), inner);
  }
  const serializer = (Object.hasOwn(BUILT_IN, type) ? BUILT_IN[type] : undefined) ?? known().get(type);
  if (serializer !== undefined) return serializer.loads(text, described);
  throw new Error(
    type === "pickle"
      ? 'This result was written with the serializer "pickle", which only Python reads; give the task that made it result_serializer="json"'
      : `This result was written with the serializer "${type}", which is not known here; give it as resultSerializer of a flow or task first`,
  );
}

/** Serializers of users' own, for all copies of Tutti in the process. */
function known(): Map<string, Serializer> {
  const shared = globalThis as { [KNOWN]?: Map<string, Serializer> };
  shared[KNOWN] ??= new Map();
  return shared[KNOWN];
}
