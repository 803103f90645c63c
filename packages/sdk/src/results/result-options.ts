import { TuttiError } from "@tutti/core/errors";
import type { ResultStorageOption } from "./result-places.ts";
import { serializerFor, type Serializer, type SerializerName } from "./serializer.ts";

/** Where and how results of a flow or task are kept, as its options say. */
export interface ResultOptions {
  /** The block that results are kept in; the choice of the flow around, else of the server, unless given. */
  readonly resultStorage?: ResultStorageOption | undefined;
  /** How they are written: plain JSON where that is exact, else JSON that carries more, unless given. */
  readonly resultSerializer?: SerializerName | Serializer | undefined;
}

/** A task's choice before that of the flow it is called in, and a subflow's before that of the flow around it. */
export function withinOptions(own: ResultOptions, around: ResultOptions): ResultOptions {
  return {
    resultStorage: own.resultStorage ?? around.resultStorage,
    resultSerializer: own.resultSerializer ?? around.resultSerializer,
  };
}

/** Throws `invalid_setting` for a serializer there is not, before anything runs. */
export function checkResultOptions({ resultSerializer, resultStorage }: ResultOptions): void {
  if (resultSerializer !== undefined) serializerFor(resultSerializer);
  if (typeof resultStorage === "string" && !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(resultStorage)) {
    throw new TuttiError("invalid_setting", `resultStorage "${resultStorage}" is not of the form slug/name`);
  }
}
