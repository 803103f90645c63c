import { ApiError } from "@tutti/core/errors";
import { HttpError } from "../http/http-error.ts";

/** Some operations say that an object is missing in `exception_message`, as Prefect's do, others in `detail`. */
export async function asModelError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ApiError && error.code === "not_found") {
      throw new HttpError(error.status, { exception_message: error.detail });
    }
    throw error;
  }
}
