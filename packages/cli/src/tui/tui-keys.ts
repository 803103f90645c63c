/** What is looked at. */
export interface TuiModel {
  /** The run that the keys are about; null: the first. */
  readonly selectedId: string | null;
  readonly isOpen: boolean;
  /** Whether it is asked whether the run is to be cancelled. */
  readonly isAsked: boolean;
}

export type TuiAction = "quit" | "cancel" | "retry" | "browse";

export const FIRST_LOOK: TuiModel = { selectedId: null, isOpen: false, isAsked: false };

interface Pressed {
  readonly model: TuiModel;
  /** What is to be done with the selected run, or with all of it. */
  readonly action: TuiAction | null;
}

const STEPS: Readonly<Record<string, number>> = { up: -1, k: -1, down: 1, j: 1, pageup: -10, pagedown: 10 };
const ACTIONS: Readonly<Record<string, TuiAction>> = { r: "retry", o: "browse" };
/** What changes where one looks, by key. */
const LOOKS: Readonly<Record<string, Partial<TuiModel>>> = {
  return: { isOpen: true },
  right: { isOpen: true },
  c: { isAsked: true },
};
const BACK = new Set(["escape", "backspace", "left"]);

/** Pure: what a key does, with these runs in sight. */
export function afterKey(model: TuiModel, key: string, ids: readonly string[]): Pressed {
  if (model.isAsked) return { model: { ...model, isAsked: false }, action: key === "y" ? "cancel" : null };
  if (key === "q") return { model, action: "quit" };
  if (BACK.has(key)) return { model: { ...model, isOpen: false }, action: null };
  const at = Math.max(0, ids.indexOf(model.selectedId ?? ""));
  const selectedId = ids[at + stepOf(model, key, at, ids)] ?? null;
  if (selectedId === null) return { model, action: null };
  return { model: { ...model, ...LOOKS[key], selectedId }, action: ACTIONS[key] ?? null };
}

/** The run that is open stays the one that is chosen. */
function stepOf({ isOpen }: TuiModel, key: string, at: number, { length }: readonly string[]): number {
  const step = isOpen ? 0 : (STEPS[key] ?? 0);
  return Math.min(Math.max(-at, step), length - 1 - at);
}
