import { tagSlotsBody, takenLimit } from "@tutti/core/wire/concurrency-limit";
import { z } from "zod";
import { TAG_RETRY_AFTER_SECONDS, type TagSlotsAnswer } from "../commands/limits/tag-slots-answer.ts";
import { HttpError } from "../http/http-error.ts";
import { defineRoute } from "../http/route.ts";

const tags = ["Concurrency Limits"];
const RETRY_AFTER = { "retry-after": TAG_RETRY_AFTER_SECONDS.toFixed(1) };

function taken(answer: TagSlotsAnswer): TagSlotsAnswer & { kind: "taken" } {
  if (answer.kind === "taken") return answer;
  const detail =
    answer.kind === "full"
      ? `All slots of the tag "${answer.tag}" are taken.`
      : `The limit of the tag "${answer.tag}" is 0: no task of it can ever run.`;
  throw new HttpError(423, { detail }, RETRY_AFTER);
}

export const tagSlotRoutes = [
  defineRoute({
    method: "POST",
    path: "/concurrency_limits/increment",
    summary: "Take a slot of each of a task run's tags",
    tags,
    body: tagSlotsBody,
    reply: { 200: z.array(takenLimit) },
    errors: ["slots_taken"],
    async handle({ body: { names, task_run_id: taskRunId } }, { store }) {
      const answer = await store.command("takeSlotsOfTags", { tags: names, taskRunId });
      return { status: 200, body: taken(answer).limits };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/concurrency_limits/decrement",
    summary: "Give back the slots of a task run's tags",
    tags,
    body: tagSlotsBody,
    reply: { 200: z.array(takenLimit) },
    async handle({ body: { names, task_run_id: taskRunId } }, { store }) {
      return { status: 200, body: await store.command("giveBackSlotsOfTags", { tags: names, taskRunId }) };
    },
  }),
];
