import { ApiError } from "@tutti/core/errors";
import { schemaValidation, schemaValidationBody } from "@tutti/core/wire/schema-validation";
import { defineRoute } from "../http/route.ts";

export const prefectUiSchemaRoutes = [
  defineRoute({
    method: "POST",
    path: "/ui/schemas/validate",
    summary: "Hold the values of a form against its schema",
    tags: ["UI"],
    body: schemaValidationBody,
    reply: { 200: schemaValidation },
    errors: ["invalid_request"],
    async handle({ body }, { store }) {
      const verdict = await store.read("validateSchemaValues", body);
      if ("refusal" in verdict) throw new ApiError("invalid_request", verdict.refusal);
      return { status: 200, body: { valid: verdict.errors.length === 0, errors: verdict.errors } };
    },
  }),
];
