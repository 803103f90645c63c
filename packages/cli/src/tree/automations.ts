import type { CommandSection } from "./entry.ts";

export const AUTOMATIONS: CommandSection = {
  heading: "Events and limits:",
  commands: [
    {
      name: "automation",
      summary: "what happens when something happens",
      commands: [
        {
          name: "ls",
          summary: "list automations",
          load: async () => (await import("../commands/automation-ls.ts")).automationLs,
        },
        {
          name: "inspect",
          summary: "show an automation",
          load: async () => (await import("../commands/automation-inspect.ts")).automationInspect,
        },
        {
          name: "create",
          summary: "make automations from a file",
          load: async () => (await import("../commands/automation-create.ts")).automationCreate,
        },
        {
          name: "update",
          summary: "replace an automation",
          load: async () => (await import("../commands/automation-update.ts")).automationUpdate,
        },
        {
          name: "pause",
          summary: "let it do nothing",
          load: async () => (await import("../commands/automation-pause.ts")).automationPause,
        },
        {
          name: "resume",
          summary: "let it work again",
          load: async () => (await import("../commands/automation-resume.ts")).automationResume,
        },
        {
          name: "delete",
          summary: "delete an automation",
          load: async () => (await import("../commands/automation-delete.ts")).automationDelete,
        },
      ],
    },
    {
      name: "events",
      summary: "what happened, as it happens",
      commands: [
        {
          name: "stream",
          summary: "print events as they happen",
          load: async () => (await import("../commands/events-stream.ts")).eventsStream,
        },
        {
          name: "emit",
          summary: "report an event",
          load: async () => (await import("../commands/events-emit.ts")).eventsEmit,
        },
      ],
    },
    {
      name: "gcl",
      aliases: ["global-concurrency-limit"],
      summary: "global concurrency limits",
      commands: [
        { name: "ls", summary: "list limits", load: async () => (await import("../commands/gcl-ls.ts")).gclLs },
        {
          name: "inspect",
          summary: "show all about a limit",
          load: async () => (await import("../commands/gcl-inspect.ts")).gclInspect,
        },
        {
          name: "create",
          summary: "make a limit",
          load: async () => (await import("../commands/gcl-create.ts")).gclCreate,
        },
        {
          name: "update",
          summary: "change a limit",
          load: async () => (await import("../commands/gcl-update.ts")).gclUpdate,
        },
        {
          name: "enable",
          summary: "put it in force",
          load: async () => (await import("../commands/gcl-enable.ts")).gclEnable,
        },
        {
          name: "disable",
          summary: "put it out of force",
          load: async () => (await import("../commands/gcl-disable.ts")).gclDisable,
        },
        {
          name: "delete",
          summary: "delete a limit",
          load: async () => (await import("../commands/gcl-delete.ts")).gclDelete,
        },
      ],
    },
    {
      name: "concurrency-limit",
      summary: "how many tasks of a tag run at once",
      commands: [
        {
          name: "create",
          summary: "limit a tag",
          load: async () => (await import("../commands/concurrency-limit-create.ts")).concurrencyLimitCreate,
        },
        {
          name: "ls",
          summary: "list limited tags",
          load: async () => (await import("../commands/concurrency-limit-ls.ts")).concurrencyLimitLs,
        },
        {
          name: "inspect",
          summary: "show who holds its slots",
          load: async () => (await import("../commands/concurrency-limit-inspect.ts")).concurrencyLimitInspect,
        },
        {
          name: "reset",
          summary: "free its slots",
          load: async () => (await import("../commands/concurrency-limit-reset.ts")).concurrencyLimitReset,
        },
        {
          name: "delete",
          summary: "delete a limit",
          load: async () => (await import("../commands/concurrency-limit-delete.ts")).concurrencyLimitDelete,
        },
      ],
    },
  ],
};
