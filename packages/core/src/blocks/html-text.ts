/** Text that is safe to show as HTML. Quotes stay: no attribute is made of it. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
