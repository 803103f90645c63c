import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { connectLive } from "./api/live.ts";
import { queryClient } from "./api/query-client.ts";
import { router } from "./router/router.tsx";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root");

connectLive();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
