import { z } from "zod";
import { plainNumber } from "../exact-json.ts";
import { parseDuration } from "../settings/duration-text.ts";

/** Python's longest. */
const SECONDS_MAX = 86_400 * 999_999_999;

function secondsOf(value: unknown): unknown {
  const plain = plainNumber(value);
  if (typeof plain !== "string") return plain;
  const seconds = parseDuration(plain.replace(/^[-+]/, ""));
  if (seconds === undefined) return plain;
  return plain.startsWith("-") ? -seconds : seconds;
}

const seconds = z.number().min(-SECONDS_MAX).max(SECONDS_MAX);

/** A length of time in a request, as seconds: a number of them, or a text such as PT5M. Written as a number. */
export const duration = z.preprocess(secondsOf, seconds);
export const nonNegativeDuration = z.preprocess(secondsOf, seconds.min(0));
