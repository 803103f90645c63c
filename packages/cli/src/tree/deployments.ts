import type { CommandSection } from "./entry.ts";

export const DEPLOYMENTS: CommandSection = {
  heading: "Deployments:",
  commands: [
    {
      name: "deploy",
      summary: "deploy flows, so that workers run them",
      load: async () => (await import("../commands/deploy.ts")).deploy,
    },
  ],
};
