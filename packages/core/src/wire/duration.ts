import { z } from "zod";
import { plainNumber } from "../exact-json.ts";

const ISO =
  /^([-+])?P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const SECONDS_OF = [604_800, 86_400, 3600, 60, 1];

/** Python's longest. */
const SECONDS_MAX = 86_400 * 999_999_999;

/** The seconds of an ISO 8601 duration without years and months; null when it is none. */
export function parseDuration(text: string): number | null {
  const match = ISO.exec(text);
  if (match === null || !/\d/.test(text) || text.endsWith("T")) return null;
  const [, sign, ...parts] = match;
  const seconds = parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (SECONDS_OF[index] ?? 0), 0);
  return sign === "-" ? -seconds : seconds;
}

function secondsOf(value: unknown): unknown {
  const plain = plainNumber(value);
  return typeof plain === "string" ? (parseDuration(plain) ?? plain) : plain;
}

const seconds = z.number().min(-SECONDS_MAX).max(SECONDS_MAX);

/** A length of time in a request, as seconds: a number of them, or ISO 8601. Written as a number. */
export const duration = z.preprocess(secondsOf, seconds);
export const nonNegativeDuration = z.preprocess(secondsOf, seconds.min(0));
