import type { CommandSection } from "./entry.ts";

export const WORK: CommandSection = {
  heading: "Work:",
  commands: [
    {
      name: "work-pool",
      summary: "where runs wait for workers",
      commands: [
        {
          name: "create",
          summary: "make a work pool",
          load: async () => (await import("../commands/work-pool-create.ts")).workPoolCreate,
        },
        {
          name: "ls",
          summary: "list work pools",
          load: async () => (await import("../commands/work-pool-ls.ts")).workPoolLs,
        },
        {
          name: "inspect",
          summary: "show all about a work pool",
          load: async () => (await import("../commands/work-pool-inspect.ts")).workPoolInspect,
        },
        {
          name: "update",
          summary: "change a work pool",
          load: async () => (await import("../commands/work-pool-update.ts")).workPoolUpdate,
        },
        {
          name: "delete",
          summary: "delete a work pool",
          load: async () => (await import("../commands/work-pool-delete.ts")).workPoolDelete,
        },
        {
          name: "pause",
          summary: "let no worker take its runs",
          load: async () => (await import("../commands/work-pool-pause.ts")).workPoolPause,
        },
        {
          name: "resume",
          summary: "let workers take its runs again",
          load: async () => (await import("../commands/work-pool-resume.ts")).workPoolResume,
        },
        {
          name: "slots",
          summary: "show which runs hold its slots",
          load: async () => (await import("../commands/work-pool-slots.ts")).workPoolSlots,
        },
        {
          name: "preview",
          summary: "list the runs it will hand out",
          load: async () => (await import("../commands/work-pool-preview.ts")).workPoolPreview,
        },
        {
          name: "set-concurrency-limit",
          summary: "limit how many of its runs are under way",
          load: async () =>
            (await import("../commands/work-pool-set-concurrency-limit.ts")).workPoolSetConcurrencyLimit,
        },
        {
          name: "clear-concurrency-limit",
          summary: "take away that limit",
          load: async () =>
            (await import("../commands/work-pool-clear-concurrency-limit.ts")).workPoolClearConcurrencyLimit,
        },
        {
          name: "get-default-base-job-template",
          summary: "print the job template of a type",
          load: async () =>
            (await import("../commands/work-pool-get-default-base-job-template.ts")).workPoolGetDefaultBaseJobTemplate,
        },
      ],
    },
  ],
};
