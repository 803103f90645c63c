import type { CommandSection } from "./entry.ts";

export const SERVER: CommandSection = {
  heading: "Server:",
  commands: [
    {
      name: "server",
      summary: "the server of this machine",
      commands: [
        {
          name: "start",
          summary: "start it, here or in the background",
          load: async () => (await import("../commands/server-start.ts")).serverStart,
        },
        {
          name: "status",
          summary: "say whether a server answers, and where",
          load: async () => (await import("../commands/server-status.ts")).serverStatus,
        },
        {
          name: "stop",
          summary: "stop the server of this machine",
          load: async () => (await import("../commands/server-stop.ts")).serverStop,
        },
        {
          name: "key",
          summary: "the keys that seal the secrets of blocks",
          commands: [
            {
              name: "add",
              summary: "make a new key for the servers of this home",
              load: async () => (await import("../commands/server-key-add.ts")).serverKeyAdd,
            },
            {
              name: "rotate",
              summary: "seal with the newest key, and seal anew what older ones sealed",
              load: async () => (await import("../commands/server-key-rotate.ts")).serverKeyRotate,
            },
          ],
        },
      ],
    },
    {
      name: "dashboard",
      summary: "the dashboard in the browser",
      commands: [
        {
          name: "open",
          summary: "open the dashboard",
          load: async () => (await import("../commands/dashboard-open.ts")).dashboardOpen,
        },
      ],
    },
  ],
};
