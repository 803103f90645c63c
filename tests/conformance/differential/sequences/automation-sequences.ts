import type { Sequence } from "../sequence.ts";
import { absentId } from "../starting-points.ts";

/** For what never happens: one for every event would be triggered by its own triggering, without end. */
const reactive = { type: "event", posture: "Reactive", expect: ["never.happens"] };
const nothing = [{ type: "do-nothing" }];

function named(name: string, rest: object = {}) {
  return { name, trigger: reactive, actions: nothing, ...rest };
}

export const automationSequences: Sequence[] = [
  {
    title: "an automation is created with what it says, and defaults for the rest",
    play: async (api) => {
      const { id } = await api.post("/automations/", named("plain"));
      await api.get(`/automations/${id}`);
      await api.post("/automations/", named("plain"));
      await api.post("/automations/", {
        name: "full",
        description: "all of it",
        enabled: false,
        tags: ["a", "a", "b"],
        trigger: {
          type: "event",
          id: absentId,
          match: { "prefect.resource.id": "prefect.flow-run.*", "my.label": ["one", "!two"] },
          match_related: [{ "prefect.resource.role": "flow" }, { "prefect.resource.role": ["tag"] }],
          after: ["prefect.flow-run.Running"],
          expect: ["prefect.flow-run.Completed"],
          for_each: ["prefect.resource.id"],
          posture: "Proactive",
          threshold: 3,
          within: 60.5,
          nobody: "knows this key",
        },
        actions: nothing,
        actions_on_trigger: nothing,
        actions_on_resolve: nothing,
      });
      await api.post("/automations/", named("related", { trigger: { ...reactive, match_related: { a: "b" } } }));
    },
  },
  {
    title: "an automation that lacks something, or has too much",
    play: async (api) => {
      await api.post("/automations/", {});
      await api.post("/automations/", named("extra", { extra: 1 }));
      await api.post("/automations/", { name: "no trigger", actions: [] });
      await api.post("/automations/", { name: "no actions", trigger: reactive });
      await api.post("/automations/", named("null", { actions: null }));
      await api.post("/automations/", named("tags", { tags: null }));
      await api.post("/automations/", named("enabled", { enabled: null }));
      await api.post("/automations/", named("actions", { actions: [] }));
    },
  },
  {
    title: "triggers that may not be",
    play: async (api) => {
      for (const trigger of [
        null,
        { type: "metric", posture: "Reactive" },
        { type: "event" },
        { type: "event", posture: "Metric" },
        { ...reactive, within: -1 },
        { ...reactive, within: null },
        { ...reactive, threshold: "many" },
        { ...reactive, threshold: 1.5 },
        { ...reactive, match: { a: 1 } },
        { ...reactive, match: null },
        { ...reactive, expect: "text" },
        { ...reactive, id: "not-a-uuid" },
        { type: "event", posture: "Proactive", within: 9.9 },
        { type: "compound", triggers: [reactive], within: null },
        { type: "compound", triggers: [reactive], require: "all" },
        { type: "compound", triggers: [reactive], within: 1, require: 2 },
        { type: "compound", triggers: [reactive], within: 1, require: 0 },
        { type: "compound", triggers: [reactive], within: 1, require: "some" },
        { type: "sequence", within: 1 },
        { type: "sequence", triggers: [reactive] },
        { type: "sequence", triggers: [{ type: "event", posture: "Sideways" }], within: 1 },
      ]) {
        await api.post("/automations/", named("refused", { trigger }));
      }
    },
  },
  {
    title: "how long a trigger waits",
    play: async (api) => {
      const event = (posture: string, within: unknown) => ({ ...reactive, posture, within });
      for (const trigger of [
        event("Reactive", 0),
        event("Reactive", 0.25),
        event("Reactive", "PT5M"),
        event("Reactive", "P1DT2H"),
        event("Proactive", 0),
        event("Proactive", 10),
        { type: "event", posture: "Proactive" },
        { type: "compound", triggers: [reactive, reactive], within: null, require: 2 },
        { type: "compound", triggers: [reactive], within: 90, require: "any" },
        { type: "sequence", triggers: [], within: -5 },
      ]) {
        const { id } = await api.post("/automations/", named("waits", { trigger }));
        await api.get(`/automations/${id}`);
      }
    },
  },
  {
    title: "triggers of triggers, known by what they have",
    play: async (api) => {
      const untyped = { posture: "Reactive", within: 300, expect: ["never.happens"] };
      const sequence = { triggers: [untyped], within: 60 };
      const compound = { triggers: [untyped, sequence], within: 10, require: "all" };
      for (const trigger of [untyped, sequence, compound, { ...sequence, triggers: [compound] }]) {
        await api.post("/automations/", named("nested", { trigger }));
      }
    },
  },
  {
    title: "an automation is written anew, and what is left out stays",
    play: async (api) => {
      const { id } = await api.post("/automations/", named("before", { description: "kept", tags: ["kept"] }));
      await api.put(`/automations/${id}`, { name: "after", trigger: reactive, actions: [] });
      await api.get(`/automations/${id}`);
      await api.put(`/automations/${id}`, named("again", { description: "new", tags: [], enabled: false }));
      await api.get(`/automations/${id}`);
      await api.put(`/automations/${id}`, { name: "no trigger", actions: [] });
      await api.put(`/automations/${id}`, named("extra", { owner_resource: "prefect.deployment.x" }));
      await api.put(`/automations/${absentId}`, named("absent"));
      await api.put("/automations/not-a-uuid", named("absent"));
      await api.get(`/automations/${id}`);
    },
  },
  {
    title: "an automation is paused and resumed",
    play: async (api) => {
      const { id } = await api.post("/automations/", named("switched"));
      for (const body of [{ enabled: false }, {}, { enabled: true }, { enabled: null }, { name: "renamed" }]) {
        await api.patch(`/automations/${id}`, body);
        await api.get(`/automations/${id}`);
      }
      await api.patch(`/automations/${absentId}`, { enabled: true });
      await api.patch("/automations/not-a-uuid", { enabled: true });
    },
  },
  {
    title: "an automation is deleted once",
    play: async (api) => {
      const { id } = await api.post("/automations/", named("short-lived"));
      await api.delete(`/automations/${id}`);
      await api.delete(`/automations/${id}`);
      await api.get(`/automations/${id}`);
      await api.get("/automations/not-a-uuid");
      await api.delete("/automations/not-a-uuid");
    },
  },
  {
    title: "automations are filtered, counted, sorted and paged",
    play: async (api) => {
      const ids: string[] = [];
      for (const [name, tags] of [
        ["auto-b", ["red"]],
        ["auto-c", ["red", "blue"]],
        ["auto-a", []],
      ] as const) {
        ids.push((await api.post("/automations/", named(name, { tags }))).id);
      }
      const ours = { id: { any_: ids } };
      const filters: object[] = [
        ours,
        { name: { any_: ["auto-a", "auto-c", "none"] } },
        { name: { like_: "auto" } },
        { ...ours, tags: { all_: ["red"] } },
        { ...ours, tags: { any_: ["blue", "green"] } },
        { ...ours, tags: { is_null_: true } },
        { ...ours, created: { before_: "2001-01-01T00:00:00Z" } },
        { ...ours, created: { before_: "2101-01-01T00:00:00Z" } },
        { operator: "or_", name: { any_: ["auto-a"] }, tags: { all_: ["blue"] } },
        { id: { any_: [] } },
        { unknown: {} },
      ];
      for (const automations of filters) {
        await api.post("/automations/filter", { automations });
        await api.post("/automations/count", { automations });
      }
      for (const sort of ["NAME_ASC", "NAME_DESC", "CREATED_DESC", "UPDATED_DESC", "SIDEWAYS", null]) {
        await api.post("/automations/filter", { automations: ours, sort });
      }
      await api.post("/automations/filter", { automations: ours, limit: 1, offset: 1 });
      await api.post("/automations/filter", { limit: 201 });
      await api.post("/automations/filter", { limit: -1 });
      await api.post("/automations/count");
    },
  },
];
