import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";

// The classes of `@azure/arm-containerinstance` are generated from the API's published model; what it says of each field
// stands in its mappers, which the package has as a file and does not export.

const field: z.ZodType<Field> = z.looseObject({
  serializedName: z.string().optional(),
  required: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  type: z.lazy(() => fieldType),
});
const fieldType = z.looseObject({
  name: z.string(),
  className: z.string().optional(),
  element: field.optional(),
  value: field.optional(),
  allowedValues: z.array(z.unknown()).optional(),
});
const model = z.looseObject({ type: z.looseObject({ modelProperties: z.record(z.string(), field) }) });

interface Field {
  readonly serializedName?: string | undefined;
  readonly required?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  readonly type: {
    readonly name: string;
    readonly className?: string | undefined;
    readonly element?: Field | undefined;
    readonly value?: Field | undefined;
    readonly allowedValues?: readonly unknown[] | undefined;
  };
}

/** Azure's published model of its container groups. */
export class InstanceModel {
  readonly #mappers: Readonly<Record<string, unknown>>;

  private constructor(mappers: Readonly<Record<string, unknown>>) {
    this.#mappers = mappers;
  }

  static async read(): Promise<InstanceModel> {
    const main = createRequire(import.meta.url).resolve("@azure/arm-containerinstance");
    const file = join(dirname(main), "..", "dist-esm", "src", "models", "mappers.js");
    const url = `data:text/javascript,${encodeURIComponent(await readFile(file, "utf8"))}`;
    return new InstanceModel(await import(url));
  }

  /** What is wrong with an object of the class: unknown fields, missing ones, values of another kind. */
  problems(object: unknown, className: string, path = ""): string[] {
    const { modelProperties } = model.parse(this.#mappers[className]).type;
    const fields = Object.values(modelProperties);
    const given = leavesOf(
      object,
      fields.map(({ serializedName = "" }) => serializedName),
    );
    const known = new Map(fields.map((one) => [one.serializedName ?? "", one]));
    return [
      ...fields.flatMap(({ serializedName = "", required }) =>
        required === true && !given.has(serializedName) ? [`${path}.${serializedName} is missing`] : [],
      ),
      ...[...given].flatMap(([name, value]) => this.#problemsOf(known.get(name), value, `${path}.${name}`)),
    ];
  }

  #problemsOf(found: Field | undefined, value: unknown, path: string): string[] {
    if (found === undefined) return [`${path} is unknown`];
    if (found.readOnly === true) return [`${path} is told by Azure alone`];
    const { name, className, element, value: member, allowedValues } = found.type;
    const each = (of: Field | undefined) =>
      Object.entries(Object(value)).flatMap(([key, item]) => this.#problemsOf(of, item, `${path}.${key}`));
    if (name === "Composite") return this.problems(value, className ?? "", path);
    if (name === "Sequence") return Array.isArray(value) ? each(element) : [`${path} is no list`];
    if (name === "Dictionary") return each(member);
    if (name === "Enum") return allowedValues?.includes(value) === true ? [] : [`${path} is none of the values`];
    return typeof value === name.toLowerCase() ? [] : [`${path} is no ${name}`];
  }
}

/** The values by their names in the model, which has `properties.containers` for a field two levels down. */
function leavesOf(object: unknown, names: readonly string[], prefix = ""): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  for (const [key, value] of Object.entries(Object(object))) {
    const name = `${prefix}${key}`;
    if (!names.includes(name) && names.some((known) => known.startsWith(`${name}.`))) {
      for (const [deeper, leaf] of leavesOf(value, names, `${name}.`)) leaves.set(deeper, leaf);
    } else leaves.set(name, value);
  }
  return leaves;
}
