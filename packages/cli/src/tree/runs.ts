import type { CommandSection } from "./entry.ts";

export const RUNS: CommandSection = {
  heading: "Runs:",
  commands: [
    {
      name: "flow",
      summary: "flows: functions that were run as one",
      commands: [
        { name: "ls", summary: "list flows", load: async () => (await import("../commands/flow-ls.ts")).flowLs },
        {
          name: "serve",
          summary: "execute a flow's runs on this machine, without a work pool",
          load: async () => (await import("../commands/flow-serve.ts")).flowServe,
        },
      ],
    },
    {
      name: "flow-run",
      summary: "runs of flows: list, look into, follow, cancel",
      commands: [
        {
          name: "ls",
          summary: "list runs, the newest first",
          load: async () => (await import("../commands/flow-run-ls.ts")).flowRunLs,
        },
        {
          name: "inspect",
          summary: "show all about a run",
          load: async () => (await import("../commands/flow-run-inspect.ts")).flowRunInspect,
        },
        {
          name: "logs",
          summary: "show what a run logged, or follow it",
          load: async () => (await import("../commands/flow-run-logs.ts")).flowRunLogs,
        },
        {
          name: "watch",
          summary: "wait for a run to end, and tell each step",
          load: async () => (await import("../commands/flow-run-watch.ts")).flowRunWatch,
        },
        {
          name: "cancel",
          summary: "cancel runs",
          load: async () => (await import("../commands/flow-run-cancel.ts")).flowRunCancel,
        },
        {
          name: "delete",
          summary: "delete runs with their tasks and logs",
          load: async () => (await import("../commands/flow-run-delete.ts")).flowRunDelete,
        },
        {
          name: "resume",
          summary: "let a paused, crashed or failed run go on",
          load: async () => (await import("../commands/flow-run-resume.ts")).flowRunResume,
        },
        {
          name: "rerun",
          summary: "make another run like one that has ended, from a step of it too",
          load: async () => (await import("../commands/flow-run-rerun.ts")).flowRunRerun,
        },
        {
          name: "retry",
          summary: "run a run again that has ended",
          load: async () => (await import("../commands/flow-run-retry.ts")).flowRunRetry,
        },
        {
          name: "execute",
          summary: "execute a deployment's run in this process",
          load: async () => (await import("../commands/flow-run-execute.ts")).flowRunExecute,
        },
        {
          name: "pause",
          summary: "let a run wait",
          load: async () => (await import("../commands/flow-run-pause.ts")).flowRunPause,
        },
        {
          name: "suspend",
          summary: "end its process, to go on later",
          load: async () => (await import("../commands/flow-run-suspend.ts")).flowRunSuspend,
        },
      ],
    },
    {
      name: "tui",
      summary: "look at runs on the whole terminal, as they change",
      load: async () => (await import("../commands/tui.ts")).tui,
    },
    {
      name: "task",
      summary: "tasks in the background",
      commands: [
        {
          name: "serve",
          summary: "execute task runs that were delayed",
          load: async () => (await import("../commands/task-serve.ts")).taskServe,
        },
      ],
    },
    {
      name: "task-run",
      summary: "runs of tasks",
      commands: [
        {
          name: "ls",
          summary: "list task runs, the newest first",
          load: async () => (await import("../commands/task-run-ls.ts")).taskRunLs,
        },
        {
          name: "inspect",
          summary: "show all about a task run",
          load: async () => (await import("../commands/task-run-inspect.ts")).taskRunInspect,
        },
        {
          name: "logs",
          summary: "show what a task logged",
          load: async () => (await import("../commands/task-run-logs.ts")).taskRunLogs,
        },
      ],
    },
    {
      name: "shell",
      summary: "shell commands as flows",
      commands: [
        {
          name: "watch",
          summary: "run a shell command as a flow",
          load: async () => (await import("../commands/shell-watch.ts")).shellWatch,
        },
        {
          name: "serve",
          summary: "run a shell command on a schedule, or when it is asked for",
          load: async () => (await import("../commands/shell-serve.ts")).shellServe,
        },
      ],
    },
  ],
};
