import type { Route } from "../http/route.ts";
import { healthRoutes } from "./health.ts";

/** Every operation below `/api`. */
export const routes: readonly Route[] = [...healthRoutes];
