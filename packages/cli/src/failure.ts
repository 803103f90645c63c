import { ResponseError } from "@tutti/client/response-error";
import { guideOf } from "@tutti/core/error-guides";
import { type ErrorCode, ERRORS, TuttiError } from "@tutti/core/errors";
import { commandPath } from "./command-path.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Output } from "./output.ts";

export interface Failure {
  /** What happened, and why. */
  readonly cause: string;
  /** What to type or change, or null. */
  readonly fix: string | null;
  /** What to type to read more, or null. */
  readonly docs: string | null;
  readonly code: ExitCode;
}

const EXIT_CODES: Partial<Record<ErrorCode, ExitCode>> = {
  invalid_usage: EXIT.usage,
  invalid_setting: EXIT.usage,
  unconfirmed: EXIT.usage,
  not_found: EXIT.notFound,
  ambiguous_name: EXIT.notFound,
  unknown_profile: EXIT.notFound,
  unset_setting: EXIT.notFound,
  waited_in_vain: EXIT.timedOut,
};

/** Turns whatever a command threw into what a person reads. What nobody foresaw keeps its stack. */
export function failureOf(error: unknown, argv: readonly string[]): Failure {
  if (error instanceof TuttiError) {
    const code: ErrorCode = error.code;
    const fix = code === "invalid_usage" ? `See ${["tutti", ...commandPath(argv), "--help"].join(" ")}.` : error.fix;
    return { cause: error.message, fix, docs: docsOf(code), code: EXIT_CODES[code] ?? EXIT.failed };
  }
  if (error instanceof ResponseError) return refusal(error);
  return {
    cause: error instanceof Error ? (error.stack ?? error.message) : String(error),
    fix: null,
    docs: null,
    code: EXIT.failed,
  };
}

/** They are installed with the command line: what is typed always works. */
function docsOf(code: ErrorCode): string | null {
  return guideOf(code) === null ? null : `tutti docs ${code}`;
}

const REFUSALS: Readonly<Record<number, ErrorCode>> = {
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  422: "invalid_request",
};

/** What to do about a server's refusal is what the registry says of its status. */
function refusal(error: ResponseError): Failure {
  const code = REFUSALS[error.status];
  if (code === undefined) return { cause: error.message, fix: null, docs: null, code: EXIT.failed };
  return {
    cause: error.message,
    fix: ERRORS[code].fix,
    docs: docsOf(code),
    code: EXIT_CODES[code] ?? EXIT.failed,
  };
}

/** Prints cause, fix, and where more is told, to stderr. */
export function tellFailure({ cause, fix, docs }: Failure, output: Output): void {
  output.say(`${output.styleAside(["red", "bold"], "Error:")} ${cause}`);
  if (fix !== null) output.say(`${output.styleAside("dim", "  Fix:")} ${fix}`);
  if (docs !== null) output.say(`${output.styleAside("dim", " Docs:")} ${docs}`);
}
