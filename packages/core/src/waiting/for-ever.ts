/** What "for ever" is to a schedule. */
export const FOR_EVER_MS = 100 * 365 * 86_400_000;
