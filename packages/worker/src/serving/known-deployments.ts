import type { Deployment } from "@tutti/core/wire/deployment";

/** A worker that serves more starts fewer of their runs at once. */
const MAX_KNOWN = 200;

/** Deployments as they were read last: what relies on one says when it was changed last, and is refused if that is not so. */
export class KnownDeployments {
  readonly #known = new Map<string, Deployment>();

  find(id: string): Deployment | null {
    return this.#known.get(id) ?? null;
  }

  /** The latest read are kept. */
  keep(deployment: Deployment): void {
    this.#known.delete(deployment.id);
    this.#known.set(deployment.id, deployment);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
  }
}
