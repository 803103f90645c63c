import type { AcceptedDifference } from "../accepted-difference.ts";

/** What pydantic says of a value, word for word. Where it is wrong (`loc`) is compared. */
const validationWords = ["msg", "type", "ctx", "ctx/*"].map((field) => ({
  reason: "what is wrong with a value is said in our own words",
  pointer: `/body/exception_detail/*/${field}`,
}));

/** Bodies that no client sends, in stories whose point is that they are refused and change nothing. */
export const malformed: readonly AcceptedDifference[] = [
  ...validationWords,
  {
    reason: "a body that is no object is one problem, not one for each of its keys; JSON's errors are V8's",
    sequence: "a body that is no JSON object",
    pointer: "/body/exception_detail/**",
  },
  {
    reason: "a body of another type is refused as that, before it is read",
    sequence: "a body without a content type is JSON, and other types are not",
    pointer: "/**",
  },
  {
    reason: "numbers are numbers: a text or a truth value is refused, not converted",
    sequence: "limits and offsets out of range",
    pointer: "/**",
  },
  {
    reason: "a value that fits none of several types is one problem, not one for each type",
    pointer: "/body/exception_detail/*",
    tutti: undefined,
  },
  {
    reason: "a value that fits none of several types is named without the types that it might have had",
    pointer: "/body/exception_detail/*/loc/*",
  },
  {
    reason: "labels are flat, here as everywhere",
    sequence: "labels are merged",
    operation: "PATCH /flow_runs/{id}/labels",
    pointer: "/**",
  },
  {
    reason: "the real server fails where a key is malformed",
    operation: "POST /flow_runs/{id}/input",
    sequence: "inputs that cannot be written or found",
    pointer: "/**",
  },
  {
    reason: "at most 200 inputs are answered at once, as with every list",
    operation: "POST /flow_runs/{id}/input/filter",
    sequence: "inputs are found by prefix, oldest first",
    pointer: "/**",
  },
  {
    reason: "a variable has a name",
    operation: "POST /variables/",
    sequence: "names and values that a variable may not have",
    pointer: "/**",
  },
];
