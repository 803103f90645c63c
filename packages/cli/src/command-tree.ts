import type { InstallableCommand } from "./command.ts";

export interface CommandEntry {
  readonly name: string;
  /** One line in the list of commands. */
  readonly summary: string;
  /** Loads the command when it is called or its help is asked for. */
  readonly load: () => Promise<InstallableCommand>;
}

export interface CommandGroup {
  readonly name: string;
  readonly heading: string;
  readonly summary: string;
  readonly commands: readonly CommandEntry[];
}

const RUNS = "Runs:";
const SERVER = "Server:";
const SETTINGS = "Settings:";

/** Every command. Names and summaries stand here, so that help loads none of them. */
export const COMMAND_GROUPS: readonly CommandGroup[] = [
  {
    name: "flow",
    heading: RUNS,
    summary: "flows: functions that were run as one",
    commands: [{ name: "ls", summary: "list flows", load: async () => (await import("./commands/flow-ls.ts")).flowLs }],
  },
  {
    name: "flow-run",
    heading: RUNS,
    summary: "runs of flows: list, look into, follow, cancel",
    commands: [
      {
        name: "ls",
        summary: "list runs, the newest first",
        load: async () => (await import("./commands/flow-run-ls.ts")).flowRunLs,
      },
      {
        name: "inspect",
        summary: "show all about a run",
        load: async () => (await import("./commands/flow-run-inspect.ts")).flowRunInspect,
      },
      {
        name: "logs",
        summary: "show what a run logged, or follow it",
        load: async () => (await import("./commands/flow-run-logs.ts")).flowRunLogs,
      },
      {
        name: "watch",
        summary: "wait for a run to end, and tell each step",
        load: async () => (await import("./commands/flow-run-watch.ts")).flowRunWatch,
      },
      {
        name: "cancel",
        summary: "cancel a run",
        load: async () => (await import("./commands/flow-run-cancel.ts")).flowRunCancel,
      },
      {
        name: "delete",
        summary: "delete a run with its tasks and logs",
        load: async () => (await import("./commands/flow-run-delete.ts")).flowRunDelete,
      },
    ],
  },
  {
    name: "task-run",
    heading: RUNS,
    summary: "runs of tasks",
    commands: [
      {
        name: "ls",
        summary: "list task runs, the newest first",
        load: async () => (await import("./commands/task-run-ls.ts")).taskRunLs,
      },
      {
        name: "inspect",
        summary: "show all about a task run",
        load: async () => (await import("./commands/task-run-inspect.ts")).taskRunInspect,
      },
    ],
  },
  {
    name: "server",
    heading: SERVER,
    summary: "the server of this machine",
    commands: [
      {
        name: "start",
        summary: "start it, here or in the background",
        load: async () => (await import("./commands/server-start.ts")).serverStart,
      },
      {
        name: "status",
        summary: "say whether a server answers, and where",
        load: async () => (await import("./commands/server-status.ts")).serverStatus,
      },
      {
        name: "stop",
        summary: "stop the server of this machine",
        load: async () => (await import("./commands/server-stop.ts")).serverStop,
      },
    ],
  },
  {
    name: "dashboard",
    heading: SERVER,
    summary: "the dashboard in the browser",
    commands: [
      {
        name: "open",
        summary: "open the dashboard",
        load: async () => (await import("./commands/dashboard-open.ts")).dashboardOpen,
      },
    ],
  },
  {
    name: "config",
    heading: SETTINGS,
    summary: "settings of the profile in use",
    commands: [
      {
        name: "view",
        summary: "show settings and where they come from",
        load: async () => (await import("./commands/config-view.ts")).configView,
      },
      {
        name: "set",
        summary: "set settings in the profile",
        load: async () => (await import("./commands/config-set.ts")).configSet,
      },
      {
        name: "unset",
        summary: "remove settings from the profile",
        load: async () => (await import("./commands/config-unset.ts")).configUnset,
      },
      {
        name: "validate",
        summary: "check the profile's settings",
        load: async () => (await import("./commands/config-validate.ts")).configValidate,
      },
    ],
  },
  {
    name: "profile",
    heading: SETTINGS,
    summary: "named sets of settings",
    commands: [
      { name: "ls", summary: "list profiles", load: async () => (await import("./commands/profile-ls.ts")).profileLs },
      {
        name: "create",
        summary: "make a profile",
        load: async () => (await import("./commands/profile-create.ts")).profileCreate,
      },
      {
        name: "use",
        summary: "make a profile the active one",
        load: async () => (await import("./commands/profile-use.ts")).profileUse,
      },
      {
        name: "inspect",
        summary: "show a profile's settings",
        load: async () => (await import("./commands/profile-inspect.ts")).profileInspect,
      },
      {
        name: "rename",
        summary: "give a profile another name",
        load: async () => (await import("./commands/profile-rename.ts")).profileRename,
      },
      {
        name: "delete",
        summary: "delete a profile",
        load: async () => (await import("./commands/profile-delete.ts")).profileDelete,
      },
    ],
  },
];

/** Commands that stand alone. */
export const SINGLE_COMMANDS: readonly (CommandEntry & { readonly heading: string })[] = [
  {
    name: "version",
    heading: SETTINGS,
    summary: "versions of Tutti, its API and Node",
    load: async () => (await import("./commands/version.ts")).version,
  },
];
