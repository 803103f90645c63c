import { isErrorCode, type ErrorCode } from "@tutti/core/errors";
import { z } from "zod";

/** What a server's processes tell the one that started them. */
const processNews = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), url: z.string() }),
  z.object({
    type: z.literal("failed"),
    code: z.custom<ErrorCode>((code) => typeof code === "string" && isErrorCode(code)),
    detail: z.string(),
  }),
]);
export type ProcessNews = z.output<typeof processNews>;

/** Null for what others say over the same channel. */
export function readProcessNews(message: unknown): ProcessNews | null {
  return processNews.safeParse(message).data ?? null;
}

/** Which of the processes it is, from 0 on; in its environment. */
export const PLACE = "TUTTI__SERVER_PROCESS";
/** Names the server that all of them are, for clients. */
export const INSTANCE = "TUTTI__SERVER_INSTANCE";
