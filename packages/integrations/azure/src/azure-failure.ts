import { TuttiError } from "@tutti/core/errors";

const REFUSED = new Set([
  "AccountIsDisabled",
  "AuthenticationError",
  "AuthenticationFailed",
  "AuthenticationRequiredError",
  "AuthorizationFailed",
  "AuthorizationFailure",
  "AuthorizationPermissionMismatch",
  "CredentialUnavailableError",
  "InsufficientAccountPermissions",
  "InvalidAuthenticationInfo",
  "InvalidAuthenticationTokenTenant",
  "NoAuthenticationInformation",
  "PublicAccessNotPermitted",
]);
/** The errors of `@azure/identity`, which have no code. */
const SIGN_IN = new Set(["AggregateAuthenticationError", "AuthenticationError", "AuthenticationRequiredError"]);

/** What an answer that never came, or not whole, is told by. */
const UNREACHED = /^(REQUEST_SEND_ERROR|PARSE_ERROR|ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)$/;

/** What the service answers when there is no such blob. */
export function isMissingBlob(error: unknown): boolean {
  return codeOf(error) === "BlobNotFound" || codeOf(error) === "ResourceNotFound";
}

/** What Azure answers for a resource that is not there. */
export function isMissing(error: unknown): boolean {
  return Reflect.get(Object(error), "statusCode") === 404;
}

/** What it answers when a blob must not be written over. */
export function isTakenBlob(error: unknown): boolean {
  return codeOf(error) === "BlobAlreadyExists";
}

/** An error of Azure in words that say what to change; what may pass by itself is transient, or left as it is. */
export function explained(error: unknown, what: string): unknown {
  const code = codeOf(error);
  if (code === "ContainerNotFound") {
    return refusal(what, "there is no such container; make it, or check its name and the account", error);
  }
  if (REFUSED.has(code)) {
    return refusal(what, `the credentials are refused (${code}); check them and what they may do`, error);
  }
  if (SIGN_IN.has(nameOf(error)) || code === "CredentialUnavailableError") {
    return refusal(what, `nobody is signed in (${nameOf(error)}); check the credentials and their tenant`, error);
  }
  if (!UNREACHED.test(code) || error instanceof TuttiError) return error;
  return new TuttiError("failed_storage", `${what}: ${error instanceof Error ? error.message : code}`, {
    cause: error,
  });
}

/** Does something with Azure, and says what to change when it is refused. */
export async function asking<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explained(error, what);
  }
}

function refusal(what: string, why: string, cause: unknown): TuttiError {
  return new TuttiError("invalid_block", `${what}: ${why}`, { cause });
}

/** An answer without a body has its code in a header. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const details: unknown = Reflect.get(error, "details");
  const told = [Reflect.get(error, "code"), Reflect.get(Object(details), "errorCode")];
  return told.find((item) => typeof item === "string") ?? "";
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}
