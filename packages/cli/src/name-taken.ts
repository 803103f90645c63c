import { ResponseError } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";

/** Makes something; `what` has the name already where the server answers so. Throws `name_taken`. */
export async function madeOrTaken<T>(what: string, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof ResponseError) || error.status !== 409) throw error;
    throw new TuttiError("name_taken", what, { cause: error });
  }
}
