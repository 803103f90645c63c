import { expect, test } from "vitest";
import { parameterNames } from "../src/parameter-names.ts";

test.each([
  ["function f(a, b) {}", ["a", "b"]],
  ["async function f(path, { deep = [1, 2] } = {}, ...rest) {}", ["path", "arg1", "rest"]],
  ["(a = ')', b = \"(,\", c = `,${1}`) => a", ["a", "b", "c"]],
  ["x => x", ["x"]],
  ["async x => x", ["x"]],
  ["async (x) => x", ["x"]],
  ["() => 1", []],
  ["function f(/* the (first) */ a, // and, so on\n b) {}", ["a", "b"]],
  ["method([a, b], c = f(1, 2), $d) {}", ["arg0", "c", "$d"]],
  ["function* f(größe) {}", ["größe"]],
  ["function f(a,) {}", ["a"]],
])("the parameters of %s", (source, expected) => {
  expect(parameterNames(source)).toEqual(expected);
});
