import type { CommandSection } from "./entry.ts";

export const SETTINGS: CommandSection = {
  heading: "Settings:",
  commands: [
    {
      name: "config",
      summary: "settings of the profile in use",
      commands: [
        {
          name: "view",
          summary: "show settings and where they come from",
          load: async () => (await import("../commands/config-view.ts")).configView,
        },
        {
          name: "set",
          summary: "set settings in the profile",
          load: async () => (await import("../commands/config-set.ts")).configSet,
        },
        {
          name: "unset",
          summary: "remove settings from the profile",
          load: async () => (await import("../commands/config-unset.ts")).configUnset,
        },
        {
          name: "validate",
          summary: "check the profile's settings",
          load: async () => (await import("../commands/config-validate.ts")).configValidate,
        },
      ],
    },
    {
      name: "profile",
      summary: "named sets of settings",
      commands: [
        {
          name: "ls",
          summary: "list profiles",
          load: async () => (await import("../commands/profile-ls.ts")).profileLs,
        },
        {
          name: "create",
          summary: "make a profile",
          load: async () => (await import("../commands/profile-create.ts")).profileCreate,
        },
        {
          name: "use",
          summary: "make a profile the active one",
          load: async () => (await import("../commands/profile-use.ts")).profileUse,
        },
        {
          name: "inspect",
          summary: "show a profile's settings",
          load: async () => (await import("../commands/profile-inspect.ts")).profileInspect,
        },
        {
          name: "rename",
          summary: "give a profile another name",
          load: async () => (await import("../commands/profile-rename.ts")).profileRename,
        },
        {
          name: "delete",
          summary: "delete a profile",
          load: async () => (await import("../commands/profile-delete.ts")).profileDelete,
        },
        {
          name: "populate-defaults",
          summary: "add the usual profiles",
          load: async () => (await import("../commands/profile-populate-defaults.ts")).profilePopulateDefaults,
        },
      ],
    },
    {
      name: "version",
      summary: "versions of Tutti, its API and Node",
      load: async () => (await import("../commands/version.ts")).version,
    },
    {
      name: "docs",
      summary: "the guides, and what errors mean",
      load: async () => (await import("../commands/docs.ts")).docs,
    },
    {
      name: "completion",
      summary: "let a shell complete words",
      load: async () => (await import("../commands/completion.ts")).completion,
    },
  ],
};
