/** What a check of the doctor's came to. */
export interface Finding {
  readonly check: string;
  readonly verdict: "fine" | "note" | "wrong";
  readonly detail: string;
  /** What to type or change; null where nothing is to be done. */
  readonly fix: string | null;
}

export function fine(check: string, detail: string): Finding {
  return { check, verdict: "fine", detail, fix: null };
}

export function note(check: string, detail: string, fix: string): Finding {
  return { check, verdict: "note", detail, fix };
}

export function wrong(check: string, detail: string, fix: string): Finding {
  return { check, verdict: "wrong", detail, fix };
}
