import type { CommandSection } from "./entry.ts";

export const WORKERS: CommandSection = {
  heading: "Work:",
  commands: [
    {
      name: "worker",
      summary: "take runs from a work pool, and run them here",
      commands: [
        {
          name: "start",
          summary: "serve a work pool",
          load: async () => (await import("../commands/worker-start.ts")).workerStart,
        },
        { name: "ls", summary: "list workers", load: async () => (await import("../commands/worker-ls.ts")).workerLs },
        {
          name: "inspect",
          summary: "show all about a worker",
          load: async () => (await import("../commands/worker-inspect.ts")).workerInspect,
        },
      ],
    },
    {
      name: "agent",
      summary: "what a worker was called in Prefect 2",
      commands: [
        {
          name: "start",
          summary: "serve a work pool, as worker start does",
          load: async () => (await import("../commands/agent-start.ts")).agentStart,
        },
      ],
    },
  ],
};
