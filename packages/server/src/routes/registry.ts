import type { Route } from "../http/route.ts";
import { csrfTokenRoutes } from "./csrf-token.ts";
import { healthRoutes } from "./health.ts";

/** Every operation below `/api`. */
export const routes: readonly Route[] = [...healthRoutes, ...csrfTokenRoutes];
