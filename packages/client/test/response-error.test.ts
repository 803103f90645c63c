import { expect, test } from "vitest";
import { isNotFound, reasonOf, ResponseError } from "../src/response-error.ts";

test.each([
  [{ detail: "Flow run not found" }, "Flow run not found"],
  [{ exception_message: "Unauthorized" }, "Unauthorized"],
  [
    {
      exception_message: "Invalid request received.",
      exception_detail: [{ loc: ["body", "name"], msg: "Field required", type: "missing" }],
    },
    "Invalid request received. body.name: Field required",
  ],
  [{ detail: [{ a: 1 }] }, '[{"a":1}]'],
  ["a proxy's page", "a proxy's page"],
  [null, "no explanation"],
])("the body %j is explained as %j", (body, expected) => {
  expect(new ResponseError("GET /flows", 422, body).detail).toBe(expected);
});

test("the message names the request, the status and the reason", () => {
  expect(new ResponseError("GET /flows/1", 404, { detail: "gone" }).message).toBe(
    "GET /flows/1 was answered 404: gone",
  );
});

test("only a 404 of the server is a not-found", () => {
  expect(isNotFound(new ResponseError("GET /", 404, null))).toBe(true);
  expect(isNotFound(new ResponseError("GET /", 409, null))).toBe(false);
  expect(isNotFound(new Error("404"))).toBe(false);
});

test("the reason of a failure is its innermost cause", () => {
  const refused = new AggregateError([new Error("connect ECONNREFUSED 127.0.0.1:1")], "");
  expect(reasonOf(new TypeError("fetch failed", { cause: refused }))).toBe("connect ECONNREFUSED 127.0.0.1:1");
  expect(reasonOf("plain")).toBe("plain");
});
