import { parseExact } from "./exact-json.ts";
import { formatInstant, type Instant } from "./instant.ts";
import type { JsonText, RunState } from "./run-state.ts";
import { assembleState } from "./state-assembly.ts";
import { isUnpersisted } from "./state-data.ts";
import {
  allDetails,
  detailsFromText,
  detailsToText,
  detailsToWire,
  ownDetails,
  sharedDetails,
} from "./state-details.ts";
import type { StateType } from "./state-type.ts";
import type { State, StateCreate } from "./wire/state.ts";

/** A state as it is stored. `data` and `state_details` are JSON text; details at their default are left out. */
export interface StateRow {
  readonly id: string;
  readonly type: StateType;
  readonly name: string;
  readonly timestamp: Instant;
  readonly message: string | null;
  readonly data: JsonText | null;
  readonly state_details: JsonText;
}

/** A submitted state as the run state it proposes; the server mints `id` and `at`. */
export function proposedState(create: StateCreate, id: string, at: Instant): RunState {
  const details = create.state_details ?? {};
  const named = create.name === undefined || create.name === null ? {} : { name: create.name };
  const mint = { id, timestamp: at, message: create.message ?? null, ...named, ...sharedDetails(details) };
  const data = create.data === undefined || create.data === null ? null : JSON.stringify(create.data);
  return assembleState(create.type, mint, ownDetails(details, data));
}

/** The state as Prefect answers it: every detail present, those nobody gave at their default. */
export function stateToWire(state: RunState): State {
  const { data } = allDetails(state);
  return {
    id: state.id,
    type: state.type,
    name: state.name,
    timestamp: formatInstant(state.timestamp),
    message: state.message,
    data: data === null ? null : parseExact(data),
    state_details: detailsToWire(state),
  };
}

/** Everything but the marker of a result that was not kept, which is never stored. */
export function stateToRow(state: RunState): StateRow {
  const { data } = allDetails(state);
  return {
    id: state.id,
    type: state.type,
    name: state.name,
    timestamp: state.timestamp,
    message: state.message,
    data: data === null || isUnpersisted(data) ? null : data,
    state_details: detailsToText(state),
  };
}

export function stateFromRow(row: StateRow): RunState {
  const details = detailsFromText(row.state_details);
  const { id, name, timestamp, message } = row;
  return assembleState(
    row.type,
    { id, name, timestamp, message, ...sharedDetails(details) },
    ownDetails(details, row.data),
  );
}
