import type { FastifyInstance } from "fastify";

/** Every path with no page of its own but the API's, which keeps its own answers for what it does not have. */
const ELSEWHERE = ["/:first(^(?!api$)[^/]+$)", "/:first(^(?!api$)[^/]+$)/*"];

/** What a browser says that it takes; a program asks for something else. */
const IS_PAGE_OR_PICTURE = /text\/html|image\//;

/**
 * Leads browsers from the root to the web UI, and from the links that Prefect's clients print (`/runs/flow-run/<id>` and
 * the like) and its own that forget the base, to the same place below it.
 */
export function leadToUi(app: FastifyInstance, base: string): void {
  const config = { access: "open" } as const;
  app.get("/", { config }, async (_request, reply) => reply.redirect(base, 307));
  for (const path of ELSEWHERE) {
    app.get(path, { config }, async (request, reply) =>
      IS_PAGE_OR_PICTURE.test(request.headers.accept ?? "")
        ? reply.redirect(base + request.url, 307)
        : reply.callNotFound(),
    );
  }
}
