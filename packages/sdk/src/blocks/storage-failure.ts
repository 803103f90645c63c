import { TuttiError } from "@tutti/core/errors";

/** What a connection that was not made, or broke, is told by. */
const UNREACHED = /^(ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE)$/;
const DEEPEST = 5;

/** Pure: the error of a connection to a storage as `failed_storage`, which may pass by itself; any other as it is. */
export function storageFailure(error: unknown, what: string): unknown {
  if (error instanceof TuttiError || !isUnreached(error)) return error;
  return new TuttiError("failed_storage", `${what}: ${error.message}`, { cause: error });
}

function isUnreached(error: unknown, depth = 0): error is Error {
  if (!(error instanceof Error) || depth > DEEPEST) return false;
  const code: unknown = Reflect.get(error, "code");
  return (typeof code === "string" && UNREACHED.test(code)) || isUnreached(error.cause, depth + 1);
}
