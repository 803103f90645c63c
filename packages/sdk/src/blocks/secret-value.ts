import { inspect } from "node:util";
import { MASK } from "@tutti/core/blocks/document-secrets";
import { z } from "zod";
import { SECRET_MARK } from "./field-marks.ts";

/**
 * A value that is not shown by accident: printed, inspected, put in a text or in JSON it reads `********`. `get()` alone
 * gives it, and what is done with it then is up to the caller.
 */
export class SecretValue<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get(): T {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return `SecretValue(${MASK})`;
  }
}

/** A secret text: what `secret()` fields hold. */
export type SecretString = SecretValue;

/** A field that holds a secret: sealed on the server, masked wherever it is read but where it is loaded. */
export function secret(): z.ZodType<SecretValue, string | SecretValue>;
/** A secret of another form: `secret(z.record(z.string(), z.string()))`. */
export function secret<T extends z.ZodType>(form: T): z.ZodType<SecretValue<z.output<T>>, z.input<T> | SecretValue>;
export function secret(form: z.ZodType = z.string()): z.ZodType {
  const value = z.unknown().transform((given, context) => {
    const parsed = form.safeParse(given instanceof SecretValue ? given.get() : given);
    if (parsed.success) return new SecretValue(parsed.data);
    // The issues of a secret do not quote it: their messages say what was expected, and their input is dropped.
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });
  return value.meta({ [SECRET_MARK]: z.toJSONSchema(form, { io: "input", unrepresentable: "any" }) });
}
