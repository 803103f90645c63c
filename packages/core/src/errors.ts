import { API_ERRORS } from "./api-errors.ts";
import { DEPLOY_ERRORS } from "./deploy-errors.ts";
import { LOCAL_ERRORS } from "./local-errors.ts";

/** Every error Tutti itself raises. `docs/reference/errors.md` lists the same. */
export const ERRORS = { ...API_ERRORS, ...LOCAL_ERRORS, ...DEPLOY_ERRORS };

export type ErrorCode = keyof typeof ERRORS;

/** Codes the API answers with. */
export type ApiErrorCode = keyof typeof API_ERRORS;

/** Codes worth trying again. */
export type TransientErrorCode = {
  [C in ErrorCode]: (typeof ERRORS)[C]["isTransient"] extends true ? C : never;
}[ErrorCode];

/** An error of Tutti's own. Its message is one line that says what happened; `fix` says what to do. */
export class TuttiError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name: string = "TuttiError";
  readonly code: C;
  readonly detail: string;

  constructor(code: C, detail: string, options?: ErrorOptions) {
    super(
      ERRORS[code].message.replace("{detail}", () => detail),
      options,
    );
    this.code = code;
    this.detail = detail;
  }

  get fix(): string {
    return ERRORS[this.code].fix;
  }

  /** Whether the error's type says that trying again may help. */
  isTransient(): this is TuttiError<TransientErrorCode> {
    return ERRORS[this.code].isTransient;
  }
}

/** A refusal the API answers: thrown by commands and routes, turned into a reply in one place. */
export class ApiError extends TuttiError<ApiErrorCode> {
  override readonly name = "ApiError";

  get status(): number {
    return API_ERRORS[this.code].status;
  }
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

export function isApiErrorCode(code: string): code is ApiErrorCode {
  return Object.hasOwn(API_ERRORS, code);
}
