import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./http.ts";

const RETRIES = 2;

/** The socket keeps what is on screen fresh, so nothing is fetched because a window was focused or time passed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: "always",
      retry: (failures, error) => failures < RETRIES && !(error instanceof ApiError && error.status > 0),
      retryDelay: (attempt) => 400 * 2 ** attempt,
    },
    mutations: { networkMode: "always" },
  },
});
