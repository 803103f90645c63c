import { eventInput } from "@tutti/core/wire/event";
import { z } from "zod";
import { eventRecord } from "../commands/events/event-record.ts";
import { defineRoute } from "../http/route.ts";

const EVENTS_BYTES_MAX = 16 * 1024 * 1024;

export const eventRoutes = [
  defineRoute({
    method: "POST",
    path: "/events",
    summary: "Record events; the answer comes when they are committed",
    tags: ["Events"],
    body: z.array(eventInput),
    bodyBytesMax: EVENTS_BYTES_MAX,
    reply: { 204: null },
    async handle({ body }, { store }) {
      await store.command("recordEvents", { events: body.map(eventRecord) });
      return { status: 204 };
    },
  }),
];
