import { useSyncExternalStore } from "react";

/** A choice of the viewer's, kept in this browser. Where storage is blocked it lasts as long as the page. */
export interface Preference<T> {
  read: () => T;
  write: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createPreference<T extends string>(key: string, allowed: readonly T[], fallback: T): Preference<T> {
  return keptPreference(key, (text) => allowed.find((choice) => choice === text) ?? fallback, String);
}

/** `read` makes the value of what is kept, null at first; `write` makes what is kept. */
export function keptPreference<T>(
  key: string,
  read: (text: string | null) => T,
  write: (value: T) => string,
): Preference<T> {
  const listeners = new Set<() => void>();
  let value = read(readStorage(key));
  return {
    read: () => value,
    write(next) {
      value = next;
      writeStorage(key, write(next));
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function usePreference<T>(preference: Preference<T>): T {
  return useSyncExternalStore(preference.subscribe, preference.read);
}

export function readStorage(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeStorage(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Blocked or full: a preference is not worth an error.
  }
}
