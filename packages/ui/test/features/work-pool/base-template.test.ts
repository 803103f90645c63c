import { expect, test } from "vitest";
import { templateDefaults, variablesOf, withDefaults } from "../../../src/features/work-pool/base-template.ts";

const template = {
  job_configuration: { image: "{{ image }}" },
  variables: {
    type: "object",
    properties: {
      image: { type: "string", default: "node", position: 1 },
      env: { type: "object", position: 0 },
      odd: true,
    },
  },
};

test("the defaults of a template are its variables'", () => {
  expect(templateDefaults(template)).toStrictEqual({ image: "node" });
  expect([templateDefaults({}), variablesOf({ variables: 1 })]).toStrictEqual([{}, {}]);
});

test("other defaults are written where they belong, and nothing else is changed", () => {
  const changed = withDefaults(template, { env: { A: "1" } });
  expect(JSON.stringify(changed)).toBe(
    JSON.stringify({
      job_configuration: { image: "{{ image }}" },
      variables: {
        type: "object",
        properties: {
          image: { type: "string", position: 1 },
          env: { type: "object", position: 0, default: { A: "1" } },
          odd: {},
        },
      },
    }),
  );
  expect(withDefaults(template, templateDefaults(template)).job_configuration).toBe(template.job_configuration);
});
