import type { CommandSection } from "./entry.ts";

export const DEPLOYMENTS: CommandSection = {
  heading: "Deployments:",
  commands: [
    {
      name: "deploy",
      summary: "deploy flows, so that workers run them",
      load: async () => (await import("../commands/deploy.ts")).deploy,
    },
    {
      name: "deployment",
      summary: "flows with where their code is, their schedules and their pool",
      commands: [
        {
          name: "ls",
          summary: "list deployments",
          load: async () => (await import("../commands/deployment-ls.ts")).deploymentLs,
        },
        {
          name: "inspect",
          summary: "show all about a deployment",
          load: async () => (await import("../commands/deployment-inspect.ts")).deploymentInspect,
        },
        {
          name: "build",
          summary: "write a file that describes a deployment, as in Prefect 2",
          load: async () => (await import("../commands/deployment-build.ts")).deploymentBuild,
        },
        {
          name: "apply",
          summary: "deploy what such files describe",
          load: async () => (await import("../commands/deployment-apply.ts")).deploymentApply,
        },
        {
          name: "run",
          summary: "create a run of a deployment",
          load: async () => (await import("../commands/deployment-run.ts")).deploymentRun,
        },
        {
          name: "delete",
          summary: "delete a deployment",
          load: async () => (await import("../commands/deployment-delete.ts")).deploymentDelete,
        },
        {
          name: "schedule",
          summary: "when a deployment runs by itself",
          commands: [
            {
              name: "create",
              summary: "add a schedule",
              load: async () => (await import("../commands/deployment-schedule-create.ts")).deploymentScheduleCreate,
            },
            {
              name: "ls",
              summary: "list schedules and their next times",
              load: async () => (await import("../commands/deployment-schedule-ls.ts")).deploymentScheduleLs,
            },
            {
              name: "pause",
              summary: "make no runs until it is resumed",
              load: async () => (await import("../commands/deployment-schedule-pause.ts")).deploymentSchedulePause,
            },
            {
              name: "resume",
              summary: "make runs again",
              load: async () => (await import("../commands/deployment-schedule-resume.ts")).deploymentScheduleResume,
            },
            {
              name: "delete",
              summary: "delete a schedule",
              load: async () => (await import("../commands/deployment-schedule-delete.ts")).deploymentScheduleDelete,
            },
            {
              name: "clear",
              summary: "delete all schedules of a deployment",
              load: async () => (await import("../commands/deployment-schedule-clear.ts")).deploymentScheduleClear,
            },
          ],
        },
        {
          name: "set-schedule",
          summary: "give it one schedule, as in Prefect 2",
          load: async () => (await import("../commands/deployment-set-schedule.ts")).deploymentSetSchedule,
        },
        {
          name: "pause-schedule",
          summary: "pause its schedules, as in Prefect 2",
          load: async () => (await import("../commands/deployment-pause-schedule.ts")).deploymentPauseSchedule,
        },
        {
          name: "resume-schedule",
          summary: "resume its schedules, as in Prefect 2",
          load: async () => (await import("../commands/deployment-resume-schedule.ts")).deploymentResumeSchedule,
        },
      ],
    },
    {
      name: "sdk",
      summary: "deployments as functions of TypeScript",
      commands: [
        {
          name: "generate",
          summary: "write a module that runs them, with the types of their parameters",
          load: async () => (await import("../commands/sdk-generate.ts")).sdkGenerate,
        },
      ],
    },
  ],
};
