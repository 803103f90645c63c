import { templateProblem } from "@tutti/core/template/parse-template";
import { z } from "zod";
import { HttpError } from "../http/http-error.ts";
import { defineRoute, type Route } from "../http/route.ts";

/** A bare JSON string; none is an empty template. */
const template = z.string().nullish();

function validate(path: `/${string}`): Route {
  return defineRoute({
    method: "POST",
    path,
    summary: "Check how a template is written",
    tags: ["Automations"],
    body: template,
    reply: { 204: null },
    handle({ body }) {
      const source = body ?? "";
      const problem = templateProblem(source);
      if (problem === null) return { status: 204 };
      const { line, message } = problem;
      throw new HttpError(422, { error: { line, message, source } });
    },
  });
}

export const templateRoutes = [validate("/templates/validate"), validate("/automations/templates/validate")];
