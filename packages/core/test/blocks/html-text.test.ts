import { expect, test } from "vitest";
import { escapeHtml } from "../../src/blocks/html-text.ts";

test("markup becomes text, quotes stay", () => {
  expect(escapeHtml(`<b>"a" & 'b'</b> &lt;`)).toBe(`&lt;b&gt;"a" &amp; 'b'&lt;/b&gt; &amp;lt;`);
});
