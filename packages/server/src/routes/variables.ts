import { ApiError } from "@tutti/core/errors";
import { uuid } from "@tutti/core/wire/primitives";
import {
  variable,
  variableCreate,
  variablesCountBody,
  variablesFilterBody,
  variableUpdate,
} from "@tutti/core/wire/variable";
import { z } from "zod";
import { defineRoute, type Route } from "../http/route.ts";

const tags = ["Variables"];

/** The operations on one variable: the same by id and by name. */
function variableBy(path: `/variables/${string}`, params: typeof byId | typeof byName, how: string): Route[] {
  return [
    defineRoute({
      method: "GET",
      path,
      summary: `Read a variable by ${how}`,
      tags,
      params,
      reply: { 200: variable },
      errors: ["not_found"],
      async handle({ params }, { store }) {
        const value = await store.read("readVariable", params);
        if (value === null) throw new ApiError("not_found", "Variable not found.");
        return { status: 200, body: value };
      },
    }),
    defineRoute({
      method: "PATCH",
      path,
      summary: `Update a variable by ${how}`,
      tags,
      params,
      body: variableUpdate,
      reply: { 204: null },
      errors: ["not_found", "conflict"],
      async handle({ params, body }, { store }) {
        await store.command("updateVariable", { key: params, changes: body });
        return { status: 204 };
      },
    }),
    defineRoute({
      method: "DELETE",
      path,
      summary: `Delete a variable by ${how}`,
      tags,
      params,
      reply: { 204: null },
      errors: ["not_found"],
      async handle({ params }, { store }) {
        await store.command("deleteVariable", params);
        return { status: 204 };
      },
    }),
  ];
}

const byId = z.object({ id: uuid });
const byName = z.object({ name: z.string() });

export const variableRoutes = [
  defineRoute({
    method: "POST",
    path: "/variables",
    summary: "Create a variable",
    tags,
    body: variableCreate,
    reply: { 201: variable },
    errors: ["conflict"],
    async handle({ body }, { store }) {
      return { status: 201, body: await store.command("createVariable", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/variables/filter",
    summary: "List variables",
    tags,
    body: variablesFilterBody,
    reply: { 200: z.array(variable) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listVariables", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/variables/count",
    summary: "Count variables",
    tags,
    body: variablesCountBody,
    reply: { 200: z.int() },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countVariables", body) };
    },
  }),
  ...variableBy("/variables/{id}", byId, "id"),
  ...variableBy("/variables/name/{name}", byName, "name"),
];
