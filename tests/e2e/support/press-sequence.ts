import type { WatchedPage } from "./watched-page.ts";

/** Presses keys that mean something together as a person does, who waits for no page between them: within a second. */
export async function pressSequence({ page }: WatchedPage, ...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
}
