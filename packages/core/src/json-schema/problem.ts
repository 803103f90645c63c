/** Where in a value: names of properties, places in lists. */
export type ValuePath = readonly (string | number)[];

/** What a schema says against a value. */
export interface SchemaProblem {
  readonly path: ValuePath;
  /** The keyword that is not met. */
  readonly keyword: string;
  readonly message: string;
}

/** A schema that cannot be followed to an end, or refers to what is not there. */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
  readonly isCircular: boolean;

  constructor(message: string, options: { readonly isCircular: boolean }) {
    super(message);
    this.isCircular = options.isCircular;
  }
}

const SHOWN_MAX = 200;

/** A value as a message shows it. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
}
