import type { FastifyInstance } from "fastify";
import { PAGE_ROUTE } from "./page-route.ts";

/** The pages of Prefect's web UIs: nothing else at the root leads anywhere. */
const PAGES = [
  "artifacts",
  "automations",
  "blocks",
  "concurrency-limits",
  "deployments",
  "events",
  "flow-runs",
  "flows",
  "runs",
  "settings",
  "variables",
  "work-pools",
  "work-queues",
];

/** States' icons, which a UI asks of the root wherever it is served itself; the older one in a folder. */
const ICONS = ["/:icon(^\\w+).svg", "/ico/:icon(^\\w+).svg"];

/**
 * Leads browsers from the root to the web UI, and from the links that Prefect's clients print (`/runs/flow-run/<id>` and
 * the like) to the same place below its base.
 */
export function leadToUi(app: FastifyInstance, base: string): void {
  app.get("/", PAGE_ROUTE, async (_request, reply) => reply.redirect(base, 307));
  for (const path of [...ICONS, ...PAGES.flatMap((page) => [`/${page}`, `/${page}/*`])]) {
    app.get(path, PAGE_ROUTE, async (request, reply) => reply.redirect(base + request.url, 307));
  }
}
