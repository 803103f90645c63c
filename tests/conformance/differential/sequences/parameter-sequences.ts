import type { Session } from "../session.ts";
import type { Sequence } from "../sequence.ts";
import { newDeployment, newFlow } from "../starting-points.ts";

const schema = {
  type: "object",
  title: "Parameters",
  properties: {
    x: { type: "integer", title: "x", position: 0 },
    name: { type: "string", title: "name", position: 1 },
    limit: { type: "integer", default: 3, title: "limit", position: 2 },
    pair: { type: "array", items: [{ type: "integer" }, { type: "string" }], title: "pair" },
    mode: { enum: ["fast", "slow"], title: "mode" },
    nested: { $ref: "#/definitions/Nested" },
    either: { anyOf: [{ type: "integer" }, { type: "null" }], default: null },
  },
  required: ["x"],
  definitions: {
    Nested: {
      title: "Nested",
      type: "object",
      properties: { a: { type: "number" }, list: { type: "array", items: { type: "integer" } } },
      required: ["a"],
    },
  },
};
const circular = {
  type: "object",
  properties: { x: { $ref: "#/definitions/A" } },
  definitions: { A: { $ref: "#/definitions/A" } },
};

const runs: object[] = [
  { x: 1 },
  { x: 5.0, name: "n", limit: 2, pair: [1, "a"], mode: "fast", nested: { a: 1.5, list: [1, 2] }, either: 1 },
  {},
  { x: "one" },
  { x: null },
  { x: 1, name: null },
  { x: 1, limit: null },
  { x: 1, pair: ["a", 1] },
  { x: 1, mode: "sideways" },
  { x: 1, nested: { list: [1, "b"] } },
  { x: 1, nested: {} },
  { x: 1, either: null },
  { x: 1, either: "text" },
  { x: 1, more: true },
];

export const parameterSequences: Sequence[] = [
  {
    title: "the parameters of a run are as its deployment's schema wants them",
    play: async (api) => {
      const flow_id = await newFlow(api, "checked");
      const id = await newDeployment(api, flow_id, "checked", { parameter_openapi_schema: schema });
      for (const parameters of runs) await api.post(`/deployments/${id}/create_flow_run`, { name: "r", parameters });
      await api.post(`/deployments/${id}/create_flow_run`, {
        name: "r",
        parameters: { x: "one" },
        enforce_parameter_schema: false,
      });
      await api.post(`/deployments/${id}/create_flow_run/bulk`, [
        { name: "r", parameters: { x: 1 } },
        { name: "r", parameters: { x: "one" } },
      ]);
    },
  },
  {
    title: "the parameters of a deployment are as its schema wants them, when it says so",
    play: async (api) => {
      const flow_id = await newFlow(api, "declared");
      const declare = (rest: object) => api.post("/deployments/", { name: "declared", flow_id, ...rest });
      const enforced = { enforce_parameter_schema: true, parameter_openapi_schema: schema };
      await declare({ parameters: { x: "one" }, parameter_openapi_schema: schema });
      await declare({ ...enforced, parameters: { x: "one" } });
      await declare({ ...enforced, parameters: {} });
      await declare({ ...enforced, parameters: { x: 1, name: null } });
      await declare({ ...enforced, parameters: { nested: { a: "b" } } });
      await declare({ ...enforced, parameter_openapi_schema: { type: "nothing" } });
      await declare({ ...enforced, parameter_openapi_schema: { properties: { x: { minimum: "low" } } } });
      await declare({ enforce_parameter_schema: true, parameters: { any: 1 } });
      await declare({ enforce_parameter_schema: false, parameters: { x: "one" }, parameter_openapi_schema: schema });
      await declare({ enforce_parameter_schema: true, parameter_openapi_schema: { $ref: "#/nowhere" } });
    },
  },
  {
    title: "the parameters of a deployment are changed",
    play: async (api) => {
      const flow_id = await newFlow(api, "redeclared");
      const id = await newDeployment(api, flow_id, "redeclared", { parameter_openapi_schema: schema });
      for (const change of [
        { parameters: { x: 1 } },
        { parameters: { x: "one" } },
        { parameters: {} },
        { parameters: { x: "one" }, enforce_parameter_schema: false },
        { enforce_parameter_schema: true },
        { parameters: { x: { __prefect_kind: "json", value: "7" } }, enforce_parameter_schema: true },
        { parameters: { x: { __prefect_kind: "json", value: "not json" } } },
        { parameter_openapi_schema: circular, parameters: { x: 1 } },
        { parameter_openapi_schema: null },
      ]) {
        await api.patch(`/deployments/${id}`, change);
        await api.get(`/deployments/${id}`);
      }
      const bare = await newDeployment(api, flow_id, "without schema", { parameter_openapi_schema: null });
      await api.patch(`/deployments/${bare}`, { parameters: { x: 1 } });
      await api.post(`/deployments/${bare}/create_flow_run`, { name: "r" });
      const round = await newDeployment(api, flow_id, "in circles", { parameter_openapi_schema: circular });
      await api.post(`/deployments/${round}/create_flow_run`, { name: "r", parameters: { x: 1 } });
      await api.post(`/deployments/${round}/create_flow_run/bulk`, [{ name: "r", parameters: { x: 1 } }]);
    },
  },
  {
    title: "parameters that stand for others become those",
    play: async (api) => {
      await api.post("/variables/", { name: "hydrated", value: { deep: [1, 2.5] } });
      const flow_id = await newFlow(api, "hydrated");
      const id = await newDeployment(api, flow_id, "hydrated", { enforce_parameter_schema: false });
      for (const x of hydrations)
        await api.post(`/deployments/${id}/create_flow_run`, { name: "r", parameters: { x } });
      await api.post(`/deployments/${id}/create_flow_run`, {
        name: "r",
        parameters: { __prefect_kind: "json", value: '{"whole": true}' },
      });
    },
  },
  {
    title: "numbers in parameters keep their form",
    play: async (api) => {
      const id = await newDeployment(api, await newFlow(api, "digits"), "digits", { enforce_parameter_schema: false });
      const parameters = '{"x": 5.0, "deep": [1.5, 9007199254740993, {"y": 1.0}]}';
      await api.request("PATCH", `/deployments/${id}`, { text: `{"parameters": ${parameters}}` });
      await api.get(`/deployments/${id}`);
      const text = `{"name": "r", "parameters": {"own": 2.0, "json": {"__prefect_kind": "json", "value": "[3.0]"}}}`;
      const run = await api.request("POST", `/deployments/${id}/create_flow_run`, { text });
      await api.get(`/flow_runs/${run.id}`);
    },
  },
  {
    title: "the values of a form are held against its schema",
    play: async (api) => {
      for (const values of [...runs, ...hydrations.map((x) => ({ x }))]) await validate(api, schema, values);
      await validate(api, { type: "object", properties: { x: { type: "string", format: "uuid" } } }, { x: "no" });
      await validate(
        api,
        { type: "object", properties: { d: { type: "string", format: "date-time" } } },
        { d: "2026" },
      );
      await validate(api, { type: "object", additionalProperties: false }, { a: 1 });
      await validate(
        api,
        { type: "object", properties: { l: { items: { type: "object", required: ["k"] } } } },
        { l: [{}, { k: 1 }, 3] },
      );
      await validate(api, { type: "nothing" }, {});
      await validate(api, circular, { x: 1 });
      await api.post("/ui/schemas/validate", { schema: {} });
      await api.post("/ui/schemas/validate", { schema: [], values: {} });
    },
  },
];

const hydrations: unknown[] = [
  { __prefect_kind: "none", value: 1 },
  { __prefect_kind: "none", value: { __prefect_kind: "json", value: "[1, 2.0]" } },
  { __prefect_kind: "none" },
  { __prefect_kind: "json", value: '{"a": 1}' },
  { __prefect_kind: "json", value: 3 },
  { __prefect_kind: "json", value: "{" },
  { __prefect_kind: "json" },
  [1, { __prefect_kind: "json" }, 3],
  { __prefect_kind: "workspace_variable", variable_name: "hydrated" },
  { __prefect_kind: "workspace_variable", variable_name: "no_such_variable" },
  { __prefect_kind: "workspace_variable" },
  { __prefect_kind: "jinja", template: "plain" },
  { __prefect_kind: "jinja", template: "{{ 1 + 1" },
  { __prefect_kind: "jinja", template: "{{ 1 + 1 }} and {{ 'a' | upper }}{{ missing }}" },
  { __prefect_kind: "jinja" },
  { __prefect_kind: "something else", value: "kept" },
  { __prefect_kind: "something else" },
];

function validate(api: Session, given: object, values: object) {
  return api.post("/ui/schemas/validate", { schema: given, values });
}
