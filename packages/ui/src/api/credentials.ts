import { useSyncExternalStore } from "react";

// A server that listens beyond its own machine wants a password with every call. It is kept for this tab only.

const KEY = "tutti.password";

const listeners = new Set<() => void>();
let password = readPassword();
let isWanted = false;

function readPassword(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}

export function currentPassword(): string | null {
  return password;
}

/** `Authorization` for every call, once a password is known. */
export function authorization(secret = password): Record<string, string> {
  if (secret === null) return {};
  const bytes = new TextEncoder().encode(secret);
  return { authorization: `Basic ${btoa(String.fromCodePoint(...bytes))}` };
}

/** The server refused what was sent, or that nothing was. */
export function wantPassword(): void {
  if (isWanted) return;
  isWanted = true;
  tell();
}

/** Keeps a password that the server has taken. */
export function keepPassword(secret: string): void {
  password = secret;
  isWanted = false;
  try {
    sessionStorage.setItem(KEY, secret);
  } catch {
    // Blocked: it lasts as long as the page.
  }
  tell();
}

/** Whether the pages have to wait for a password. */
export function useIsPasswordWanted(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isWanted,
  );
}
