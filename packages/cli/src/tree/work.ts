import type { CommandSection } from "./entry.ts";
import { WORK_POOL_STORAGE } from "./work-pool-storage.ts";

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
        WORK_POOL_STORAGE,
      ],
    },
    {
      name: "work-queue",
      summary: "an order among the runs of a pool",
      commands: [
        {
          name: "create",
          summary: "make a work queue",
          load: async () => (await import("../commands/work-queue-create.ts")).workQueueCreate,
        },
        {
          name: "ls",
          summary: "list work queues",
          load: async () => (await import("../commands/work-queue-ls.ts")).workQueueLs,
        },
        {
          name: "inspect",
          summary: "show all about a work queue",
          load: async () => (await import("../commands/work-queue-inspect.ts")).workQueueInspect,
        },
        {
          name: "slots",
          summary: "show which runs hold its slots",
          load: async () => (await import("../commands/work-queue-slots.ts")).workQueueSlots,
        },
        {
          name: "preview",
          summary: "list the runs it will hand out",
          load: async () => (await import("../commands/work-queue-preview.ts")).workQueuePreview,
        },
        {
          name: "read-runs",
          summary: "ask it for runs, as an agent would",
          load: async () => (await import("../commands/work-queue-read-runs.ts")).workQueueReadRuns,
        },
        {
          name: "pause",
          summary: "let no worker take its runs",
          load: async () => (await import("../commands/work-queue-pause.ts")).workQueuePause,
        },
        {
          name: "resume",
          summary: "let workers take its runs again",
          load: async () => (await import("../commands/work-queue-resume.ts")).workQueueResume,
        },
        {
          name: "set-concurrency-limit",
          summary: "limit how many of its runs are under way",
          load: async () =>
            (await import("../commands/work-queue-set-concurrency-limit.ts")).workQueueSetConcurrencyLimit,
        },
        {
          name: "clear-concurrency-limit",
          summary: "take away that limit",
          load: async () =>
            (await import("../commands/work-queue-clear-concurrency-limit.ts")).workQueueClearConcurrencyLimit,
        },
        {
          name: "delete",
          summary: "delete a work queue",
          load: async () => (await import("../commands/work-queue-delete.ts")).workQueueDelete,
        },
      ],
    },
  ],
};
