import { expect, test } from "vitest";
import { idOf } from "../support/block-kind.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

const TRIGGER = { type: "event", posture: "Reactive", expect: ["x"], threshold: 1, within: 0 };

describeOnDatabases("a variable's uses", (database) => {
  test("are the deployments, automations and pools that name it, and nothing that names another", async () => {
    const { store, deps } = await database.open();
    const client = new RouteClient(store, deps);
    const make = async (path: string, body: object) => idOf(await client.expect(201, "POST", path, body));
    const name = `bucket_${deps.newId().replaceAll("-", "_")}`;
    const id = await make("/variables/", { name, value: "taxi" });
    const uses = () => client.expect(200, "GET", `/tutti/variables/${id}/uses`);
    expect(await uses()).toEqual([]);
    const template = `{{ prefect.variables.${name} }}`;
    const flow_id = await make("/flows/", { name: `reader ${name}` });
    const deploy = (body: object) => make("/deployments/", { flow_id, ...body });
    await deploy({ name: "other", job_variables: { x: template.replace(name, `${name}s`) } });
    await deploy({ name: "lookalike", job_variables: { x: template.replace(name, name.replaceAll("_", "-")) } });
    const pulled = await deploy({ name: "a", pull_steps: [{ git_clone: { url: template } }] });
    const varied = await deploy({ name: "b", job_variables: { env: template } });
    const parameters = { from: { __prefect_kind: "workspace_variable", variable_name: name } };
    const given = await deploy({ name: "c", parameters });
    const actions = [{ type: "run-deployment", source: "selected", deployment_id: given, parameters }];
    const automation = await make("/automations/", { name: `reacts ${name}`, trigger: TRIGGER, actions });
    const pool = await make("/work_pools/", {
      name: `pool ${name}`,
      type: "docker",
      base_job_template: {
        job_configuration: { command: "{{ command }}" },
        variables: { type: "object", properties: { command: { type: "string", default: template } } },
      },
    });
    expect(await uses()).toEqual([
      { kind: "deployment", id: pulled, name: "a", as: "pull steps" },
      { kind: "deployment", id: varied, name: "b", as: "job variables" },
      { kind: "deployment", id: given, name: "c", as: "parameters" },
      { kind: "automation", id: automation, name: `reacts ${name}`, as: "action" },
      { kind: "work-pool", id: pool, name: `pool ${name}`, as: "job template" },
    ]);
    expect(await client.ask("GET", `/tutti/variables/${deps.newId()}/uses`)).toMatchObject({ status: 404 });
  });
});
