import { ApiError } from "@tutti/core/errors";

export function refuseShortInterval(body: { history_interval_seconds: number }): void {
  if (body.history_interval_seconds < 1) {
    throw new ApiError("invalid_request", "History interval must not be less than 1 second.");
  }
}
