import { readFileSync } from "node:fs";
import { expect, expectTypeOf, test } from "vitest";
import { API_ERRORS } from "../src/api-errors.ts";
import { guideOf } from "../src/error-guides.ts";
import {
  ApiError,
  type ApiErrorCode,
  ERRORS,
  isApiErrorCode,
  isErrorCode,
  type TransientErrorCode,
  TuttiError,
} from "../src/errors.ts";

const PAGE = new URL("../../../docs/reference/errors.md", import.meta.url);
const codes = Object.keys(ERRORS).filter(isErrorCode);

test("an error says what happened in one line, and what to do", () => {
  const cause = new Error("EADDRINUSE");
  const error = new TuttiError("port_in_use", "127.0.0.1:4200", { cause });
  expect({
    code: error.code,
    detail: error.detail,
    name: error.name,
    message: error.message,
    fix: error.fix,
    cause: error.cause,
  }).toEqual({
    name: "TuttiError",
    code: "port_in_use",
    detail: "127.0.0.1:4200",
    message: "Port in use: 127.0.0.1:4200",
    fix: "Choose another port with --port, or stop the program that holds it.",
    cause,
  });
});

test("a detail is taken as it is, whatever it holds", () => {
  expect(new TuttiError("not_found", "$& {detail} $1").message).toBe("$& {detail} $1");
});

test.each(Object.entries(API_ERRORS))("%s has an HTTP status of its own kind", (code, { status }) => {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(isApiErrorCode(code) && new ApiError(code, "x").status).toBe(status);
});

test.each(codes)("%s has a message with room for the detail, and a fix that ends", (code) => {
  const { message, fix } = ERRORS[code];
  expect(message.split("{detail}")).toHaveLength(2);
  expect(fix).toMatch(/^[A-Z].*\.$/);
});

test.each(codes)("%s says in value and type whether to try again", (code) => {
  expect(new TuttiError(code, "x").isTransient()).toBe(ERRORS[code].isTransient);
});

test("codes worth trying again, and those of the API, are types", () => {
  expectTypeOf<"unavailable">().toExtend<TransientErrorCode>();
  expectTypeOf<"not_found">().not.toExtend<TransientErrorCode>();
  expectTypeOf<"not_found">().toExtend<ApiErrorCode>();
  expectTypeOf<"port_in_use">().not.toExtend<ApiErrorCode>();
});

test.each([
  ["not_found", true, true],
  ["port_in_use", true, false],
  ["toString", false, false],
  ["", false, false],
])("%s is a code: %s, of the API: %s", (code, isCode, isOfApi) => {
  expect([isErrorCode(code), isApiErrorCode(code)]).toEqual([isCode, isOfApi]);
});

const REFERENCES = new Set(["settings", "steps"]);

/** As a page of the reference links to it. */
function linkTo(guide: string | null): string {
  if (guide === null) return "";
  const [page = "", section] = guide.split("#");
  const file = `${REFERENCES.has(page) ? "" : "../guides/"}${page}.md`;
  return `[${page}](${file}${section === undefined ? "" : `#${section}`})`;
}

test("the reference lists every error, as it is", () => {
  const rows = codes.map((code) => {
    const { message, isTransient, fix } = ERRORS[code];
    const status = isApiErrorCode(code) ? String(API_ERRORS[code].status) : "";
    const told = `${isTransient ? "yes" : ""} | ${message.replace("{detail}", "…")} | ${fix}`;
    return `| \`${code}\` | ${status} | ${told} | ${linkTo(guideOf(code))} |`;
  });
  const listed = readFileSync(PAGE, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  expect(listed).toEqual(rows);
});
