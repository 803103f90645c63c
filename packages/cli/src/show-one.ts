import type { Output } from "./output.ts";

export interface Shown {
  /** What the API has, for programs. */
  readonly value: unknown;
  /** Its page in the dashboard. */
  readonly url: string;
  /** Prints it for people. */
  readonly print: () => unknown;
}

/** What an inspect command does: open the page, or print for programs, or print for people. */
export async function showOne(
  output: Output,
  { value, url, print }: Shown,
  options: { readonly web: boolean; readonly output: string | null },
): Promise<void> {
  if (options.web) {
    const { openInBrowser } = await import("./open-in-browser.ts");
    await openInBrowser(url, output);
  } else if (options.output === "json") output.json(value);
  else await print();
}
