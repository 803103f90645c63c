const MAX_LABEL = 63;
const MAX_PREFIX = 253;
/** Eight characters tell jobs apart, Kubernetes adds six of its own for a pod, and a label holds 63. */
const MAX_NAME = 45;

/** A label's name as Kubernetes allows one: `prefix/name`. */
export function labelKey(key: string): string {
  const [first = "", ...rest] = key.split("/");
  if (rest.length === 0) return allowed(first, /[^a-zA-Z0-9_.-]+/g, MAX_LABEL) || key;
  const prefix = allowed(first, /[^a-zA-Z0-9.-]+/g, MAX_PREFIX) || first;
  return `${prefix}/${allowed(rest.join("/"), /[^a-zA-Z0-9_.-]+/g, MAX_LABEL) || rest.join("/")}`;
}

/** A label's value as Kubernetes allows one. */
export function labelValue(value: string): string {
  return allowed(value, /[^a-zA-Z0-9_.-]+/g, MAX_LABEL);
}

/** What the name of a job begins with. */
export function namePrefix(name: string | null): string {
  return allowed((name ?? "").toLowerCase(), /[^a-z0-9-]+/g, MAX_NAME) || "prefect-job";
}

function allowed(text: string, others: RegExp, most: number): string {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(others, "-");
  return plain
    .replace(/^[_.-]+/, "")
    .slice(0, most)
    .replace(/[_.-]+$/, "");
}
