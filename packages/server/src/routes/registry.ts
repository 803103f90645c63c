import type { Route } from "../http/route.ts";
import { csrfTokenRoutes } from "./csrf-token.ts";
import { dashboardRoutes } from "./dashboard.ts";
import { flowRunGraphRoutes } from "./flow-run-graphs.ts";
import { flowRunReadRoutes } from "./flow-runs-read.ts";
import { flowReadRoutes } from "./flows-read.ts";
import { healthRoutes } from "./health.ts";
import { prefectUiRoutes } from "./prefect-ui.ts";
import { runStateRoutes } from "./run-states.ts";
import { serverStopRoutes } from "./server-stop.ts";
import { taskRunReadRoutes } from "./task-runs-read.ts";

/** Every operation below `/api`. */
export const routes: readonly Route[] = [
  ...healthRoutes,
  ...csrfTokenRoutes,
  ...serverStopRoutes,
  ...flowReadRoutes,
  ...flowRunReadRoutes,
  ...flowRunGraphRoutes,
  ...taskRunReadRoutes,
  ...runStateRoutes,
  ...prefectUiRoutes,
  ...dashboardRoutes,
];
