import { expect, test } from "vitest";
import { leaseSupportOf } from "../src/client-version.ts";

test.each([
  ["prefect/3.8.8 (API 0.8.4)", "renews"],
  ["prefect/3.4.11 (API 0.8.4)", "renews"],
  ["prefect/3.4.10 (API 0.8.4)", "holds"],
  ["prefect/4.0.0 (API 0.8.4)", "renews"],
  ["prefect/3.1.0 (API 0.8.4)", "holds"],
  ["prefect/3.0.4 (API 0.8.4)", "holds"],
  ["prefect/3.0.3 (API 0.8.4)", "takes-itself"],
  ["prefect/3.0.0 (API 0.8.4)", "takes-itself"],
  ["prefect/3.0.0rc20 (API 0.8.4)", "takes-itself"],
  ["prefect/3.0.0rc19 (API 0.8.4)", "holds"],
  ["prefect/3.0.0a1 (API 0.8.4)", "holds"],
  ["prefect/2.20.0 (API 0.8.4)", "holds"],
  ["tutti/0.1.0 (API 0.8.4)", "renews"],
  ["curl/8.5.0", "holds"],
  ["", "holds"],
  [null, "holds"],
])("%s", (userAgent, expected) => {
  expect(leaseSupportOf(userAgent)).toBe(expected);
});
