import { ApiError, isApiErrorCode, TuttiError, type ErrorCode } from "@tutti/core/errors";

/** An error on its way between threads. */
export type FailureText =
  | { readonly code: ErrorCode; readonly detail: string }
  | { readonly message: string; readonly stack: string };

export function failureText(error: unknown): FailureText {
  if (error instanceof TuttiError) return { code: error.code, detail: error.detail };
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  return { message, stack };
}

export function failureFrom(text: FailureText): Error {
  if (!("code" in text)) return Object.assign(new Error(text.message), { stack: text.stack });
  return isApiErrorCode(text.code) ? new ApiError(text.code, text.detail) : new TuttiError(text.code, text.detail);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
