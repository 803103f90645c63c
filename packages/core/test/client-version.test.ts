import { expect, test } from "vitest";
import { leaseSupportOf, takesResultStorage } from "../src/client-version.ts";

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

test.each([
  ["prefect/3.3.7 (API 0.8.4)", false],
  ["prefect/3.3.8 (API 0.8.4)", true],
  ["tutti/0.1.0", true],
  [null, true],
])("%s takes a pool's result storage: %s", (userAgent, expected) => {
  expect(takesResultStorage(userAgent)).toBe(expected);
});
