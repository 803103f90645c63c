import type { AcceptedDifference } from "../accepted-difference.ts";

function floats(field: string, values: readonly number[]): AcceptedDifference[] {
  return values.map((value) => ({
    reason: "a float of the protocol's own is written as JSON's number",
    pointer: `/**/${field}`,
    prefect: `<number ${value}.0>`,
    tutti: value,
  }));
}

/** Automations: triggers, actions, templates. */
export const automations: readonly AcceptedDifference[] = [
  ...floats("within", [-5, -1, 0, 1, 10, 30, 60, 90, 300, 93_600]),
  ...floats("schedule_after", [0, 5, 60]),
  {
    reason: "a trigger or action says its type, and what is wrong is said of that type alone",
    operation: "POST /automations/",
    pointer: "/body/exception_detail/*/input**",
  },
  {
    reason: "what would start runs without end is told of the request, not of the stored automation",
    operation: "PATCH /automations/{id}",
    pointer: "/body/exception_detail/0/**",
  },
  {
    reason: "what is wrong with a template is said in our own words",
    operation: "POST /**templates/validate",
    pointer: "/body/error/message",
  },
  {
    reason: "the line of the loop that is one too many is told",
    operation: "POST /**templates/validate",
    pointer: "/body/error/line",
    prefect: 0,
    tutti: 1,
  },
];
