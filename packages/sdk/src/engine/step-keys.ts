import { hash } from "node:crypto";

const HASH_CHARACTERS = 22;

/** What tells one call of a task from another: a key its caller gave, or the canonical text of its inputs. */
export type StepIdentity = { kind: "key"; key: string } | { kind: "inputs"; text: string };

/**
 * Gives each call of a flow run its dynamic key. Invariant (decision 2): the key does not depend on the order in which
 * concurrent calls finish, so a resumed run finds every step's own record; only equal calls are told apart by an ordinal.
 */
export class StepKeys {
  /** For each task, the key that the first of equal calls has, and how many calls there were of it. */
  readonly #calls = new Map<string, Map<string, number>>();
  readonly #given = new Map<string, Set<string>>();

  /** `parentKey` is the key of the step in which the call stands, null directly in the flow. */
  next(taskKey: string, parentKey: string | null, identity: StepIdentity): string {
    if (identity.kind === "key") return this.#givenKey(taskKey, parentKey, identity.key);
    const first = firstKey(hash("sha256", `${parentKey ?? ""}\n${identity.text}`, "base64url"));
    const calls = entry(this.#calls, taskKey, () => new Map<string, number>());
    const count = calls.get(first) ?? 0;
    calls.set(first, count + 1);
    return count === 0 ? first : `${first.slice(0, HASH_CHARACTERS)}-${count}`;
  }

  #givenKey(taskKey: string, parentKey: string | null, key: string): string {
    const dynamicKey = parentKey === null ? key : `${parentKey}/${key}`;
    const given = entry(this.#given, taskKey, () => new Set<string>());
    if (given.has(dynamicKey)) {
      throw new Error(`Two calls of task "${taskKey}" in one run have the key "${key}"; a key must be one call's own`);
    }
    given.add(dynamicKey);
    return dynamicKey;
  }
}

const scratch = Buffer.alloc(HASH_CHARACTERS + 2);

/** A text of its own: parts of others hold on to them whole, and there is one for each step of a run. */
function firstKey(digest: string): string {
  scratch.write(digest, 0, HASH_CHARACTERS, "latin1");
  scratch.write("-0", HASH_CHARACTERS, "latin1");
  return scratch.toString("latin1");
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
