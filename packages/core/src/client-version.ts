/**
 * How a client treats the slot its run holds of a deployment's limit: it renews the slot's lease, it holds the slot
 * without renewing, or it takes slots itself, so that the server must not.
 */
export type LeaseSupport = "renews" | "holds" | "takes-itself";

const PREFECT = /\bprefect\/(\d+)\.(\d+)\.(\d+)(rc\d+|[ab]\d+|\.dev\d+)?/;
const TUTTI = /\btutti\//;

/** Reads a `User-Agent`. A client that does not say who it is holds without renewing. */
export function leaseSupportOf(userAgent: string | null): LeaseSupport {
  if (userAgent === null) return "holds";
  if (TUTTI.test(userAgent)) return "renews";
  const match = PREFECT.exec(userAgent);
  if (match === null) return "holds";
  const [, major, minor, patch, suffix] = match;
  const version = Number(major) * 1_000_000 + Number(minor) * 1000 + Number(patch);
  if (isBetweenRc20And303(version, suffix)) return "takes-itself";
  return version >= 3_004_011 ? "renews" : "holds";
}

function isBetweenRc20And303(version: number, suffix: string | undefined): boolean {
  if (version !== 3_000_000) return version > 3_000_000 && version <= 3_000_003;
  return suffix === undefined || (suffix.startsWith("rc") && Number(suffix.slice(2)) >= 20);
}
