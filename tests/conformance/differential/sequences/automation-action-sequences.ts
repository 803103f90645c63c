import type { Sequence } from "../sequence.ts";
import { absentId } from "../starting-points.ts";

function acting(...actions: unknown[]) {
  return { name: "acting", trigger: { type: "event", posture: "Reactive", expect: ["never.happens"] }, actions };
}

const nouns = [
  ["deployment", "deployment_id"],
  ["work-queue", "work_queue_id"],
  ["work-pool", "work_pool_id"],
  ["automation", "automation_id"],
] as const;

export const automationActionSequences: Sequence[] = [
  {
    title: "actions on an object that is named, or taken from the event",
    play: async (api) => {
      for (const [noun, key] of nouns) {
        for (const verb of ["pause", "resume"]) {
          const type = `${verb}-${noun}`;
          await api.post(
            "/automations/",
            acting({ type, source: "selected", [key]: absentId }, { type, source: "inferred" }),
          );
          for (const refused of [{}, { source: "inferred", [key]: absentId }, { [key]: "x" }, { source: "guessed" }]) {
            await api.post("/automations/", acting({ type, ...refused }));
          }
        }
      }
    },
  },
  {
    title: "actions on the flow run of the event",
    play: async (api) => {
      await api.post(
        "/automations/",
        acting(
          { type: "cancel-flow-run" },
          { type: "delete-flow-run", unknown: 1 },
          { type: "suspend-flow-run" },
          { type: "resume-flow-run" },
          { type: "change-flow-run-state", state: "FAILED" },
          { type: "change-flow-run-state", state: "COMPLETED", name: "Done", message: "by hand", force: true },
        ),
      );
      await api.post("/automations/", acting({ type: "change-flow-run-state" }));
      await api.post("/automations/", acting({ type: "change-flow-run-state", state: "SIDEWAYS" }));
    },
  },
  {
    title: "an action that runs a deployment keeps what it passes on",
    play: async (api) => {
      const run = { type: "run-deployment", deployment_id: absentId };
      await api.post("/automations/", acting(run));
      await api.post(
        "/automations/",
        acting({ ...run, parameters: { a: [1, "{{ event.id }}"], b: { c: null } }, job_variables: { x: 1 } }),
      );
      await api.post("/automations/", acting({ ...run, schedule_after: 5, parameters: {} }));
      await api.post("/automations/", acting({ ...run, schedule_after: "PT1M", job_variables: {} }));
      await api.post("/automations/", acting({ ...run, schedule_after: -1 }));
      await api.post("/automations/", acting({ ...run, parameters: [] }));
      await api.post("/automations/", acting({ type: "run-deployment", source: "inferred" }));
    },
  },
  {
    title: "an automation that would start runs without end is refused",
    play: async (api) => {
      const selected = { type: "run-deployment", deployment_id: absentId };
      const inferred = { type: "run-deployment", source: "inferred" };
      const everyRun = { "prefect.resource.id": "prefect.flow-run.*" };
      const trigger = { type: "event", posture: "Reactive", expect: ["prefect.flow-run.Running"] };
      for (const body of [
        { ...acting(inferred), trigger },
        { ...acting(selected), trigger },
        { ...acting(selected), trigger: { ...trigger, match: everyRun } },
        { ...acting(selected), trigger: { ...trigger, match: everyRun, match_related: [{ a: "b" }] } },
        { ...acting(selected), trigger: { ...trigger, match: { a: "b" } } },
        { ...acting(selected), trigger: { ...trigger, expect: ["prefect.flow-run.Completed"] } },
        { ...acting(inferred), trigger: { ...trigger, posture: "Proactive", within: 30 } },
        { ...acting(inferred), trigger: { type: "sequence", triggers: [trigger], within: 30 } },
      ]) {
        await api.post("/automations/", body);
      }
      const { id } = await api.post("/automations/", { ...acting(inferred), trigger, enabled: false });
      await api.patch(`/automations/${id}`, { enabled: true });
      await api.patch(`/automations/${id}`, { enabled: false });
      await api.put(`/automations/${id}`, { ...acting(inferred), trigger });
      await api.get(`/automations/${id}`);
    },
  },
  {
    title: "messages and payloads are templates",
    play: async (api) => {
      const send = { type: "send-notification", block_document_id: absentId };
      const call = { type: "call-webhook", block_document_id: absentId };
      await api.post("/automations/", acting({ ...send, body: "{{ flow_run.name }}" }, call));
      await api.post("/automations/", acting({ ...send, body: "b", subject: "{{ a | upper }}" }));
      await api.post("/automations/", acting({ ...call, payload: { message: "{{ event.id }}" } }));
      await api.post("/automations/", acting({ ...call, payload: '{"a": "{{ a }}"}' }));
      for (const refused of [
        send,
        { ...send, body: "{{ a" },
        { ...send, body: "b", subject: "{% if %}" },
        { ...call, payload: "{{ }}" },
        { ...call, payload: 5 },
        { type: "call-webhook" },
      ]) {
        await api.post("/automations/", acting(refused));
      }
    },
  },
  {
    title: "actions that nobody knows",
    play: async (api) => {
      for (const action of [{ type: "sing" }, null, "do-nothing"]) await api.post("/automations/", acting(action));
    },
  },
  {
    title: "automations belong to objects, or act on them",
    play: async (api) => {
      const owner_resource = "prefect.deployment.11111111-1111-4111-8111-111111111111";
      const target = "prefect.deployment.22222222-2222-4222-8222-222222222222";
      const run = { type: "run-deployment", deployment_id: "22222222-2222-4222-8222-222222222222" };
      const { id } = await api.post("/automations/", { ...acting(run, run), owner_resource });
      await api.get(`/automations/related-to/${owner_resource}`);
      await api.get(`/automations/related-to/${target}`);
      await api.get("/automations/related-to/prefect.deployment.none");
      await api.put(`/automations/${id}`, acting());
      await api.get(`/automations/related-to/${target}`);
      await api.delete(`/automations/owned-by/${target}`);
      await api.delete(`/automations/owned-by/prefect.deployment.none`);
      await api.get(`/automations/${id}`);
      await api.delete(`/automations/owned-by/${owner_resource}`);
      await api.get(`/automations/${id}`);
      await api.get(`/automations/related-to/${owner_resource}`);
    },
  },
  {
    title: "templates are checked as they are written",
    play: async (api) => {
      for (const path of ["/templates/validate", "/automations/templates/validate"]) {
        for (const text of [
          "",
          "plain",
          "{{ a }} {{ a.b['c'][0] | upper | default('x', true) }}",
          "{% if a and not b or c == 1 %}x{% elif d in [1, 2] %}y{% else %}z{% endif %}",
          "{% for a, b in c.items() if a %}{{ loop.index }}{% else %}none{% endfor %}",
          "{% set x = {'a': (1, 2)} %}{{ x ~ 'b' }}{# a comment #}{% raw %}{{ raw }}{% endraw %}",
          "{{ a",
          "\n\n{{ a b }}",
          "{% if a %}",
          "{% endif %}",
          "{% for a %}{% endfor %}",
          "{{ }}",
          "{% nothing %}",
          "{{ 'open }}",
          "{{ a | }}",
          "{{ a. }}",
          "{% for a in b %}".repeat(3) + "{% endfor %}".repeat(3),
          "{% for a in b %}{% endfor %}".repeat(11),
        ]) {
          await api.post(path, text);
        }
        await api.post(path);
        await api.post(path, 5);
        await api.post(path, {});
      }
    },
  },
];
