import { useLayoutEffect, useRef } from "react";
import { shortcutsPreference } from "../preferences/layout.ts";

/** Keys as they are written in the help: `?`, `/`, `g r` for one after the other. */
export type Shortcuts = Record<string, () => void>;

const SEQUENCE_MS = 1000;
/** Sequences begin with it. */
const FIRST_KEY = "g";

/** Single keys act only outside of fields, without a modifier, while no dialog is open, and when they are switched on. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  // Before anybody sees what the keys are for: who is quick would press them in vain.
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  useLayoutEffect(() => {
    let prefix: { key: string; at: number } | null = null;
    const onKey = (event: KeyboardEvent) => {
      if (!isForShortcuts(event)) return;
      const isFresh = prefix !== null && event.timeStamp - prefix.at < SEQUENCE_MS;
      // What follows `g` is never a single key: elsewhere on the page that may mean something of its own.
      const isSecond = isFresh && prefix?.key === FIRST_KEY;
      const action = latest.current[isSecond ? `${FIRST_KEY} ${event.key}` : event.key];
      prefix = { key: event.key, at: event.timeStamp };
      if (action === undefined) return;
      prefix = null;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

function isForShortcuts(event: KeyboardEvent): boolean {
  if (shortcutsPreference.read() === "off" || event.defaultPrevented) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.querySelector("dialog[open], .popover:popover-open") !== null) return false;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return true;
  return !target.isContentEditable && !["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}
