import { expect, test } from "vitest";
import { bytesOf } from "@tutti/docker/bytes-of";

test.each([
  ["1024", 1024],
  ["100000b", 100_000],
  ["1000k", 1_024_000],
  ["512m", 536_870_912],
  ["512MB", 536_870_912],
  ["1.5g", 1_610_612_736],
  ["2T", 2_199_023_255_552],
  ["-1", -1],
  ["much", undefined],
  ["m", undefined],
  ["-2g", undefined],
  ["", undefined],
])("%s is %s bytes", (text, bytes) => {
  expect(bytesOf(text)).toBe(bytes);
});
