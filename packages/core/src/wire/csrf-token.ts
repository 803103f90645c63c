import { z } from "zod";
import { dateTime, stored } from "./primitives.ts";

/** What a client sends with every change, where the server asks for it, until it runs out. */
export const CSRF_TOKEN_HEADER = "prefect-csrf-token";
export const CSRF_CLIENT_HEADER = "prefect-csrf-client";

export const csrfToken = z.object({ ...stored, token: z.string(), client: z.string(), expiration: dateTime });
export type CsrfToken = z.infer<typeof csrfToken>;
