import * as models from "@kubernetes/client-node";

interface Attribute {
  readonly baseName: string;
  readonly type: string;
}

/** What Kubernetes' published model of an object does not know, or knows otherwise. */
export interface ModelProblems {
  /** Fields that a real server drops, with a warning. */
  readonly unknown: readonly string[];
  /** Values for which it answers 400. */
  readonly wrong: readonly string[];
}

/** Holds an object against the model that the client's classes were generated from. */
export function checkModel(object: unknown, type: string, path = ""): ModelProblems {
  const list = /^Array<(.*)>$/.exec(type)?.[1];
  if (list !== undefined)
    return all(object, path, Array.isArray(object), () =>
      entriesOf(object).map(([key, value]) => checkModel(value, list, `${path}[${key}]`)),
    );
  const values = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (values !== undefined)
    return all(object, path, isMap(object), () =>
      entriesOf(object).map(([key, value]) => checkModel(value, values, `${path}.${key}`)),
    );
  const attributes = attributesOf(type);
  if (attributes === null) return isPlain(object, type) ? OK : { unknown: [], wrong: [`${path} is no ${type}`] };
  return all(object, path, isMap(object), () =>
    entriesOf(object).map(([key, value]) => {
      const attribute = attributes.find(({ baseName }) => baseName === key);
      if (attribute === undefined) return { unknown: [`${path}.${key}`], wrong: [] };
      return value === null ? OK : checkModel(value, attribute.type, `${path}.${key}`);
    }),
  );
}

const OK: ModelProblems = { unknown: [], wrong: [] };

function all(_object: unknown, path: string, isOfKind: boolean, parts: () => ModelProblems[]): ModelProblems {
  if (!isOfKind) return { unknown: [], wrong: [`${path} is of another kind`] };
  const found = parts();
  return { unknown: found.flatMap(({ unknown }) => unknown), wrong: found.flatMap(({ wrong }) => wrong) };
}

function attributesOf(type: string): readonly Attribute[] | null {
  const model: unknown = Reflect.get(models, type);
  const read: unknown = typeof model === "function" ? Reflect.get(model, "getAttributeTypeMap") : undefined;
  return typeof read === "function" ? Reflect.apply(read, model, []) : null;
}

function isPlain(value: unknown, type: string): boolean {
  if (type === "IntOrString") return typeof value === "string" || typeof value === "number";
  if (type === "Date" || type === "V1MicroTime") return typeof value === "string";
  return type === "any" || type === "object" || typeof value === type;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(Object(value));
}
