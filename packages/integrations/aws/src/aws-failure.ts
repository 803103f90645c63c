import { TuttiError } from "@tutti/core/errors";

const REFUSED = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "AuthFailure",
  "CredentialsProviderError",
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "InvalidToken",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);

/** What the service answers when there is no such object. */
export function isMissingObject(error: unknown): boolean {
  const name = nameOf(error);
  return name === "NoSuchKey" || name === "NotFound";
}

/** What CloudWatch answers when there is no such log, or none of such a group. */
export function isMissingLog(error: unknown): boolean {
  return nameOf(error) === "ResourceNotFoundException";
}

/** An error of AWS in words that say what to change; those that may pass by themselves are left as they are. */
export function explained(error: unknown, what: string): unknown {
  const name = nameOf(error);
  if (name === "NoSuchBucket") {
    return new TuttiError("invalid_block", `${what}: there is no such bucket; check its name, region and endpoint`);
  }
  if (isUnsendable(error)) {
    return new TuttiError("invalid_block", `${what}: the access key has characters that no key has; copy it anew`);
  }
  if (REFUSED.has(name)) {
    return new TuttiError(
      "invalid_block",
      `${what}: the credentials are refused (${name}); check them and what they may do`,
    );
  }
  if (error instanceof Error && /region is missing/i.test(error.message)) {
    return new TuttiError(
      "invalid_block",
      `${what}: no region is known; give the credentials a regionName, or set AWS_REGION`,
    );
  }
  return error;
}

/** Does something with AWS, and says what to change when it is refused. */
export async function asking<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explained(error, what);
  }
}

/** A key that was cut short when it was shown, such as AKIA…, cannot even be asked with. */
function isUnsendable(error: unknown): boolean {
  return error instanceof TypeError && Reflect.get(error, "code") === "ERR_INVALID_CHAR";
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}
