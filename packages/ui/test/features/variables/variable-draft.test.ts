import { variableCreate, type Variable } from "@tutti/core/wire/variable";
import { expect, test } from "vitest";
import { draftOfVariable, newVariableDraft, readVariable } from "../../../src/features/variables/variable-draft.ts";

const stored = { id: "i", created: null, updated: null, name: "bucket", tags: ["io"] };

test.each<Variable["value"]>(["taxi", "5", { rows: [1] }, null, true])("a variable of %j stays as it is", (value) => {
  const read = readVariable(draftOfVariable({ ...stored, value }));
  expect(read).toStrictEqual({ body: { name: "bucket", value, tags: ["io"] } });
  expect(variableCreate.safeParse("body" in read ? read.body : null).success).toBe(true);
});

test.each([
  [{ name: "Bucket" }, /small letters/],
  [{ name: "a", isJson: true, text: "{" }, /no JSON/],
])("%j is told to be wrong", (changes, words) => {
  const read = readVariable({ ...newVariableDraft(), ...changes });
  expect("problem" in read ? read.problem : "").toMatch(words);
});

test("numbers are saved as they are typed, and typed as they are kept", () => {
  const text = '{\n  "rows": 5.0,\n  "id": 12345678901234567890\n}';
  const read = readVariable({ ...newVariableDraft(), name: "limits", isJson: true, text });
  const body = variableCreate.parse("body" in read ? read.body : null);
  expect(draftOfVariable({ ...stored, value: body.value }).text).toBe(text);
});
