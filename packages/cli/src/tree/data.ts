import type { CommandSection } from "./entry.ts";

export const DATA: CommandSection = {
  heading: "Data:",
  commands: [
    {
      name: "variable",
      summary: "values that flows and deployments share",
      commands: [
        {
          name: "ls",
          summary: "list variables",
          load: async () => (await import("../commands/variable-ls.ts")).variableLs,
        },
        {
          name: "get",
          summary: "print a value",
          load: async () => (await import("../commands/variable-get.ts")).variableGet,
        },
        {
          name: "set",
          summary: "set a variable",
          load: async () => (await import("../commands/variable-set.ts")).variableSet,
        },
        {
          name: "inspect",
          summary: "show all about a variable",
          load: async () => (await import("../commands/variable-inspect.ts")).variableInspect,
        },
        {
          name: "unset",
          aliases: ["delete"],
          summary: "delete a variable",
          load: async () => (await import("../commands/variable-unset.ts")).variableUnset,
        },
      ],
    },
    {
      name: "block",
      summary: "configuration that is stored: credentials, buckets, addresses",
      commands: [
        {
          name: "register",
          summary: "make the types of blocks known that a file exports",
          load: async () => (await import("../commands/block-register.ts")).blockRegister,
        },
        {
          name: "create",
          summary: "make a block",
          load: async () => (await import("../commands/block-create.ts")).blockCreate,
        },
        { name: "ls", summary: "list blocks", load: async () => (await import("../commands/block-ls.ts")).blockLs },
        {
          name: "inspect",
          summary: "show a block",
          load: async () => (await import("../commands/block-inspect.ts")).blockInspect,
        },
        {
          name: "delete",
          summary: "delete a block",
          load: async () => (await import("../commands/block-delete.ts")).blockDelete,
        },
        {
          name: "type",
          summary: "types of blocks",
          commands: [
            {
              name: "ls",
              summary: "list types",
              load: async () => (await import("../commands/block-type-ls.ts")).blockTypeLs,
            },
            {
              name: "inspect",
              summary: "show a type and its fields",
              load: async () => (await import("../commands/block-type-inspect.ts")).blockTypeInspect,
            },
            {
              name: "delete",
              summary: "delete a type with its blocks",
              load: async () => (await import("../commands/block-type-delete.ts")).blockTypeDelete,
            },
          ],
        },
      ],
    },
    {
      name: "artifact",
      summary: "what runs leave behind to look at",
      commands: [
        {
          name: "ls",
          summary: "list artifacts",
          load: async () => (await import("../commands/artifact-ls.ts")).artifactLs,
        },
        {
          name: "inspect",
          summary: "show an artifact and its versions",
          load: async () => (await import("../commands/artifact-inspect.ts")).artifactInspect,
        },
        {
          name: "delete",
          summary: "delete an artifact",
          load: async () => (await import("../commands/artifact-delete.ts")).artifactDelete,
        },
      ],
    },
  ],
};
