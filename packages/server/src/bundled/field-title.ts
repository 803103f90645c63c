const ACRONYMS = new Set("aws id url api ssl smb cli sid json dns arn gcp vpc cpu gpu sku pid smtp tts".split(" "));

/** What a field is called where a person fills it in. */
export function titleOf(name: string): string {
  return name
    .split("_")
    .map((word) => (ACRONYMS.has(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(" ");
}
