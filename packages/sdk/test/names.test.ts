import { expect, test } from "vitest";
import { definitionName, kebabCase } from "../src/names.ts";

test.each([
  ["mainFlow", "main-flow"],
  ["readHTTPData", "read-http-data"],
  ["load_rows", "load-rows"],
  ["step2", "step2"],
  ["train", "train"],
  ["HTTP", "http"],
  ["$private", "private"],
  ["", ""],
])("%s is %s", (name, expected) => {
  expect(kebabCase(name)).toBe(expected);
});

test("a given name is taken as it is", () => {
  expect(definitionName("flow", "My Flow", "mainFlow")).toBe("My Flow");
});

test("a function without a name needs one", () => {
  expect(() => definitionName("task", undefined, "")).toThrow(expect.objectContaining({ code: "unnamed_function" }));
});

test.each(["a/b", "a%b", "a&b", "a>b", "a<b"])("%s is no name", (name) => {
  expect(() => definitionName("flow", name, "")).toThrow(expect.objectContaining({ code: "invalid_setting" }));
});
