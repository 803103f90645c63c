const MAX_NAME = 55;
const MAX_LABEL = 63;
const MAX_LABELS = 64;

/** What the name of a job begins with: Cloud Run takes small letters, digits and dashes, a letter first. */
export function jobNamePrefix(name: string | null): string {
  const plain = (name ?? "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, MAX_NAME)
    .replace(/-+$/, "");
  return plain === "" ? "prefect-job" : plain;
}

/** Labels as Google Cloud takes them: those of the template as they are, then the run's as far as there is room. */
export function googleLabels(
  template: Readonly<Record<string, unknown>>,
  ours: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const plain = Object.entries(ours).map(([key, value]) => [
    allowed(key)
      .replace(/^[^a-z]+/, "")
      .slice(0, MAX_LABEL),
    allowed(value).slice(0, MAX_LABEL),
  ]);
  const room = Math.max(0, MAX_LABELS - Object.keys(template).length);
  const added = plain.filter(([key = ""]) => key !== "" && !Object.hasOwn(template, key)).slice(0, room);
  return { ...Object.fromEntries(added), ...template };
}

function allowed(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9_-]/g, "-");
}
