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
        {
          name: "database",
          summary: "the database of this machine's server",
          commands: [
            {
              name: "reset",
              summary: "empty it",
              load: async () => (await import("../commands/server-database-reset.ts")).serverDatabaseReset,
            },
            {
              name: "upgrade",
              summary: "bring it to the newest form",
              load: async () => (await import("../commands/server-database-upgrade.ts")).serverDatabaseUpgrade,
            },
          ],
        },
        {
          name: "services",
          summary: "what a server does by itself",
          commands: [
            {
              name: "ls",
              summary: "list services",
              load: async () => (await import("../commands/server-services-ls.ts")).serverServicesLs,
            },
            {
              name: "start",
              summary: "do it in a process of its own, beside servers on Postgres",
              load: async () => (await import("../commands/server-services-start.ts")).serverServicesStart,
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
    {
      name: "result-storage",
      summary: "where results go",
      commands: [
        {
          name: "inspect",
          summary: "show where results go",
          load: async () => (await import("../commands/result-storage-inspect.ts")).resultStorageInspect,
        },
        {
          name: "set",
          summary: "let results go to a block",
          load: async () => (await import("../commands/result-storage-set.ts")).resultStorageSet,
        },
        {
          name: "clear",
          summary: "let them stay where flows run",
          load: async () => (await import("../commands/result-storage-clear.ts")).resultStorageClear,
        },
      ],
    },
    { name: "api", summary: "send one request to the API", load: async () => (await import("../commands/api.ts")).api },
    {
      name: "doctor",
      summary: "check what Tutti needs here",
      load: async () => (await import("../commands/doctor.ts")).doctor,
    },
    {
      name: "transfer",
      summary: "copy what is configured to another server",
      load: async () => (await import("../commands/transfer.ts")).transfer,
    },
  ],
};
