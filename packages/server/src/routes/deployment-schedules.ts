import { ApiError } from "@tutti/core/errors";
import { uuid } from "@tutti/core/wire/primitives";
import { deploymentSchedule, schedulesCreateBody, scheduleUpdate } from "@tutti/core/wire/schedule";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Deployments"];
const params = z.object({ id: uuid });
const scheduleParams = z.object({ id: uuid, schedule_id: uuid });

export const deploymentScheduleRoutes = [
  defineRoute({
    method: "GET",
    path: "/deployments/{id}/schedules",
    summary: "List the schedules of a deployment",
    tags,
    params,
    reply: { 200: z.array(deploymentSchedule) },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const schedules = await store.read("listSchedules", { deploymentId: params.id });
      if (schedules === null) throw new ApiError("not_found", "Deployment not found.");
      return { status: 200, body: schedules };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/deployments/{id}/schedules",
    summary: "Add schedules to a deployment",
    tags,
    params,
    body: schedulesCreateBody,
    reply: { 201: z.array(deploymentSchedule) },
    errors: ["not_found", "conflict"],
    async handle({ params, body }, { store }) {
      const created = await store.command("createSchedules", { deploymentId: params.id, schedules: body });
      return { status: 201, body: created };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/deployments/{id}/schedules/{schedule_id}",
    summary: "Change a schedule",
    tags,
    params: scheduleParams,
    body: scheduleUpdate,
    reply: { 204: null },
    errors: ["not_found", "conflict"],
    async handle({ params, body }, { store }) {
      await store.command("updateSchedule", { deploymentId: params.id, id: params.schedule_id, update: body });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/deployments/{id}/schedules/{schedule_id}",
    summary: "Delete a schedule",
    tags,
    params: scheduleParams,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      await store.command("deleteSchedule", { deploymentId: params.id, id: params.schedule_id });
      return { status: 204 };
    },
  }),
];
