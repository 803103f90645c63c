import { createRootRoute } from "@tanstack/react-router";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Shell } from "../shell/shell.tsx";

export const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });
