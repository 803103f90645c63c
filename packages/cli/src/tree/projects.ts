import type { CommandSection } from "./entry.ts";

const INIT = { name: "init", summary: "make this folder a project: write the files that say how it is deployed" };

export const PROJECTS: CommandSection = {
  heading: "Projects:",
  commands: [
    { ...INIT, load: async () => (await import("../commands/init.ts")).init },
    {
      name: "dev",
      summary: "server, worker and this folder's flows in one, deployed again when they change",
      load: async () => (await import("../commands/dev.ts")).dev,
    },
    {
      name: "project",
      summary: "folders with flows, and the files that say how they are deployed",
      commands: [
        { ...INIT, load: async () => (await import("../commands/init.ts")).projectInit },
        {
          name: "clone",
          summary: "bring a deployment's code here, as a run would",
          load: async () => (await import("../commands/project-clone.ts")).projectClone,
        },
        {
          name: "register-flow",
          summary: "tell the server of a flow",
          load: async () => (await import("../commands/project-register-flow.ts")).projectRegisterFlow,
        },
        {
          name: "recipe",
          summary: "ways to bring code to where it runs",
          commands: [
            {
              name: "ls",
              summary: "list the recipes of init",
              load: async () => (await import("../commands/project-recipe-ls.ts")).projectRecipeLs,
            },
          ],
        },
      ],
    },
  ],
};
