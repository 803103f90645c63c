/**
 * How a client treats the slot its run holds of a deployment's limit: it renews the slot's lease, it holds the slot
 * without renewing, or it takes slots itself, so that the server must not.
 */
export type LeaseSupport = "renews" | "holds" | "takes-itself";

const PREFECT = /\bprefect\/(\d+)\.(\d+)\.(\d+)(rc\d+|[ab]\d+|\.dev\d+)?/;
const TUTTI = /\btutti\//;

/** Whether a client takes a work pool's `default_result_storage_block_id`: Prefect's of 3.3.7 and before fail on it. */
export function takesResultStorage(userAgent: string | null): boolean {
  const version = prefectVersion(userAgent);
  return version === null || version.number > 3_003_007;
}

/** Reads a `User-Agent`. A client that does not say who it is holds without renewing. */
export function leaseSupportOf(userAgent: string | null): LeaseSupport {
  if (userAgent === null) return "holds";
  if (TUTTI.test(userAgent)) return "renews";
  const version = prefectVersion(userAgent);
  if (version === null) return "holds";
  if (isBetweenRc20And303(version.number, version.suffix)) return "takes-itself";
  return version.number >= 3_004_011 ? "renews" : "holds";
}

/** Major, minor and patch as one number, three digits each. */
function prefectVersion(userAgent: string | null): { number: number; suffix: string | undefined } | null {
  const match = PREFECT.exec(userAgent ?? "");
  if (match === null) return null;
  const [, major, minor, patch, suffix] = match;
  return { number: Number(major) * 1_000_000 + Number(minor) * 1000 + Number(patch), suffix };
}

function isBetweenRc20And303(version: number, suffix: string | undefined): boolean {
  if (version !== 3_000_000) return version > 3_000_000 && version <= 3_000_003;
  return suffix === undefined || (suffix.startsWith("rc") && Number(suffix.slice(2)) >= 20);
}
