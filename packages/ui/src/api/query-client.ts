import { QueryClient, replaceEqualDeep } from "@tanstack/react-query";
import { holdsRawNumber } from "./exact-answer.ts";
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
      // What has not changed stays the same object; numbers that are kept as text would not survive being compared so.
      structuralSharing: (before, after) => (holdsRawNumber(after) ? after : replaceEqualDeep(before, after)),
      retry: (failures, error) => failures < RETRIES && !(error instanceof ApiError && error.status > 0),
      retryDelay: (attempt) => 400 * 2 ** attempt,
    },
    mutations: { networkMode: "always" },
  },
});
