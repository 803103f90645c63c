import { ApiError } from "@tutti/core/errors";
import { blockTestResult, blockUses } from "@tutti/core/wire/block-uses";
import { uuid } from "@tutti/core/wire/primitives";
import { variableUses } from "@tutti/core/wire/variable-uses";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const UNTESTABLE = "Blocks of this type do nothing that the server could try; code that loads them can.";

/** A webhook may refuse what it is sent: that is told, and no success. */
function verdictOf(status: number | null, failure: string | null): { is_fine: boolean; detail: string } {
  if (failure !== null) return { is_fine: false, detail: failure };
  if (status === null) return { is_fine: true, detail: "It was sent." };
  return { is_fine: status < 400, detail: `It was answered with ${status}.` };
}

export const dashboardBlockRoutes = [
  defineRoute({
    method: "GET",
    path: "/tutti/blocks/{id}/uses",
    summary: "What uses a block",
    tags: ["Dashboard"],
    params: z.object({ id: uuid }),
    reply: { 200: blockUses },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const uses = await store.read("blockUses", params);
      if (uses === null) throw new ApiError("not_found", "Block document not found");
      return { status: 200, body: uses };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/tutti/variables/{id}/uses",
    summary: "What reads a variable",
    tags: ["Dashboard"],
    params: z.object({ id: uuid }),
    reply: { 200: variableUses },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      const uses = await store.read("variableUses", params);
      if (uses === null) throw new ApiError("not_found", "Variable not found");
      return { status: 200, body: uses };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/tutti/blocks/{id}/test",
    summary: "Try a block that sends: a message, or a request",
    tags: ["Dashboard"],
    params: z.object({ id: uuid }),
    reply: { 200: blockTestResult },
    errors: ["not_found", "conflict", "encryption_key_missing"],
    async handle({ params }, { store, config }) {
      const test = await store.command("prepareBlockTest", params);
      if (test.kind === "missing") throw new ApiError("not_found", "Block document not found");
      if (test.kind === "untestable") throw new ApiError("conflict", UNTESTABLE);
      if (test.outgoing.length === 0) return { status: 200, body: { is_fine: false, detail: "It names nobody." } };
      const { attemptAll } = await import("../services/attempt-all.ts");
      const { response, failure } = await attemptAll(test.outgoing, config.services.triggers.allowsPrivateWebhooks);
      return { status: 200, body: verdictOf(response?.status ?? null, failure) };
    },
  }),
];
