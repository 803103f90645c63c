import { hash } from "node:crypto";

const HASH_CHARACTERS = 22;

/** What tells one call of a task from another: a key its caller gave, or the canonical text of its inputs. */
export type StepIdentity = { kind: "key"; key: string } | { kind: "inputs"; text: string };

/**
 * Gives each call of a flow run its dynamic key. Invariant (decision 2): the key does not depend on the order in which
 * concurrent calls finish, so a resumed run finds every step's own record; only equal calls are told apart by an ordinal.
 */
export class StepKeys {
  readonly #calls = new Map<string, number>();

  /** `parentKey` is the key of the step in which the call stands, null directly in the flow. */
  next(taskKey: string, parentKey: string | null, identity: StepIdentity): string {
    if (identity.kind === "key") return this.#givenKey(taskKey, parentKey, identity.key);
    const digest = hash("sha256", `${parentKey ?? ""}\n${identity.text}`, "base64url").slice(0, HASH_CHARACTERS);
    return `${digest}-${this.#count(`${taskKey}\n${digest}`)}`;
  }

  #givenKey(taskKey: string, parentKey: string | null, key: string): string {
    const dynamicKey = parentKey === null ? key : `${parentKey}/${key}`;
    if (this.#count(`${taskKey}\n\n${dynamicKey}`) > 0) {
      throw new Error(`Two calls of task "${taskKey}" in one run have the key "${key}"; a key must be one call's own`);
    }
    return dynamicKey;
  }

  #count(name: string): number {
    const count = this.#calls.get(name) ?? 0;
    this.#calls.set(name, count + 1);
    return count;
  }
}
