import type { z } from "zod";

// What a schema complains of, in the form in which pydantic says it: clients and Prefect's web UI read these fields.

export interface ValidationProblem {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
  ctx?: Record<string, unknown>;
}

type Issue = z.core.$ZodIssue;
type Verdict = Omit<ValidationProblem, "loc" | "input">;

/** The problems of a request's part, in the order found. `part` is the first step of every location. */
export function validationDetail(
  issues: readonly Issue[],
  part: "path" | "query" | "body",
  given: unknown,
): ValidationProblem[] {
  return issues.flatMap((issue) => problems(issue, [part], given));
}

function problems(issue: Issue, at: readonly (string | number)[], given: unknown): ValidationProblem[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  const loc = [...at, ...path];
  const input = path.reduce<unknown>(member, given);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => extraKey([...loc, key], member(input, key)));
  if (issue.code === "invalid_union" && issue.errors[0] !== undefined) {
    return issue.errors[0].flatMap((inner) => problems(inner, loc, input));
  }
  if (input === undefined) return [missing(loc, path.slice(0, -1).reduce<unknown>(member, given))];
  const { type, msg, ctx } = verdict(issue, input);
  return [{ type, loc, msg, input, ...(ctx === undefined ? {} : { ctx }) }];
}

function member(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}

function extraKey(loc: (string | number)[], input: unknown): ValidationProblem {
  return { type: "extra_forbidden", loc, msg: "Extra inputs are not permitted", input };
}

/** The parameters beside each other in a body have no parent that could be shown. */
function missing(loc: (string | number)[], parent: unknown): ValidationProblem {
  return { type: "missing", loc, msg: "Field required", input: parent ?? null };
}

function verdict(issue: Issue, input: unknown): Verdict {
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue.expected, input);
    case "invalid_value":
      return notListed(issue.values);
    case "invalid_format":
      return wrongFormat(issue, input);
    case "too_small":
    case "too_big":
      return outOfRange(issue);
    case "custom":
      return { type: "value_error", msg: `Value error, ${issue.message}`, ctx: { error: {} } };
    case "invalid_union":
      return { type: "union_tag_invalid", msg: issue.message };
    case "not_multiple_of":
    case "unrecognized_keys":
    case "invalid_key":
    case "invalid_element":
    default:
      return { type: "value_error", msg: issue.message };
  }
}

const WRONG_TYPE: Record<string, Verdict> = {
  string: { type: "string_type", msg: "Input should be a valid string" },
  boolean: { type: "bool_type", msg: "Input should be a valid boolean" },
  number: { type: "float_type", msg: "Input should be a valid number" },
  array: { type: "list_type", msg: "Input should be a valid list" },
  record: { type: "dict_type", msg: "Input should be a valid dictionary" },
  object: {
    type: "model_attributes_type",
    msg: "Input should be a valid dictionary or object to extract fields from",
  },
};

function wrongType(expected: string, input: unknown): Verdict {
  // Text where a number belongs: almost every number of the protocol is an integer, and the schema does not tell here.
  if (expected === "int" || (expected === "number" && typeof input === "string")) return wrongInteger(input);
  if (expected === "boolean" && typeof input === "string") {
    return { type: "bool_parsing", msg: "Input should be a valid boolean, unable to interpret input" };
  }
  return WRONG_TYPE[expected] ?? { type: "value_error", msg: `Input should be a valid ${expected}` };
}

function wrongInteger(input: unknown): Verdict {
  if (typeof input === "string") {
    return { type: "int_parsing", msg: "Input should be a valid integer, unable to parse string as an integer" };
  }
  if (typeof input === "number") {
    return { type: "int_from_float", msg: "Input should be a valid integer, got a number with a fractional part" };
  }
  return { type: "int_type", msg: "Input should be a valid integer" };
}

function notListed(values: readonly unknown[]): Verdict {
  const quoted = values.map((value) => `'${String(value)}'`);
  const expected = quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
  return { type: "enum", msg: `Input should be ${expected}`, ctx: { expected } };
}

function wrongFormat(issue: z.core.$ZodIssueInvalidStringFormat, input: unknown): Verdict {
  if (issue.format === "guid" || issue.format === "uuid") return wrongUuid(String(input));
  if (issue.format === "regex" && issue.pattern !== undefined) {
    const pattern = issue.pattern.slice(1, issue.pattern.lastIndexOf("/"));
    return { type: "string_pattern_mismatch", msg: `String should match pattern '${pattern}'`, ctx: { pattern } };
  }
  return { type: "value_error", msg: `Value error, ${issue.message}` };
}

function wrongUuid(text: string): Verdict {
  const stray = /[^0-9a-fA-F-]/.exec(text);
  const error =
    stray === null
      ? `invalid length: found ${text.length}`
      : `invalid character: found \`${stray[0]}\` at ${stray.index}`;
  return { type: "uuid_parsing", msg: `Input should be a valid UUID, ${error}`, ctx: { error } };
}

function outOfRange(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Verdict {
  const isMin = issue.code === "too_small";
  const bound = Number(isMin ? issue.minimum : issue.maximum);
  if (issue.origin === "string") {
    return isMin
      ? {
          type: "string_too_short",
          msg: `String should have at least ${plural(bound, "character")}`,
          ctx: { min_length: bound },
        }
      : {
          type: "string_too_long",
          msg: `String should have at most ${plural(bound, "character")}`,
          ctx: { max_length: bound },
        };
  }
  if (issue.origin === "array") {
    return isMin
      ? { type: "too_short", msg: `List should have at least ${plural(bound, "item")}`, ctx: { min_length: bound } }
      : { type: "too_long", msg: `List should have at most ${plural(bound, "item")}`, ctx: { max_length: bound } };
  }
  return isMin
    ? { type: "greater_than_equal", msg: `Input should be greater than or equal to ${bound}`, ctx: { ge: bound } }
    : { type: "less_than_equal", msg: `Input should be less than or equal to ${bound}`, ctx: { le: bound } };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
