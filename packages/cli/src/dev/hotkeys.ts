import { emitKeypressEvents } from "node:readline";

export interface Hotkey {
  readonly key: string;
  /** What it does, for the list. */
  readonly does: string;
  readonly press: () => void;
}

/**
 * Listens for single keys on this terminal. Ctrl-C is told to the process as the signal that it otherwise is. Gives the
 * function that leaves the terminal as it was.
 */
export function listenForKeys(hotkeys: () => readonly Hotkey[]): () => void {
  const onKey = (text: string | undefined, key: { readonly name?: string; readonly ctrl?: boolean }): void => {
    if (key.ctrl === true && key.name === "c") process.kill(process.pid, "SIGINT");
    else
      hotkeys()
        .find((one) => one.key === text)
        ?.press();
  };
  emitKeypressEvents(process.stdin);
  process.stdin.setRawMode(true);
  process.stdin.on("keypress", onKey);
  process.stdin.resume();
  return () => {
    process.stdin.off("keypress", onKey);
    process.stdin.setRawMode(false);
    process.stdin.pause();
  };
}

/** `r  run main-flow/dev` and so on, in one line where few. */
export function hotkeysText(hotkeys: readonly Hotkey[]): string {
  return hotkeys.map(({ key, does }) => `${key} ${does}`).join(" · ");
}
