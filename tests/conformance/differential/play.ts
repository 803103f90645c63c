import type { Exchange } from "./exchange.ts";
import { Normaliser } from "./normalise.ts";
import type { Sequence } from "./sequence.ts";
import { Session } from "./session.ts";

/** What a server said to a sequence, without what must differ between servers. */
export interface Transcript {
  readonly exchanges: readonly Exchange[];
  /** The ids and the times of day that were taken out, by where they stood: `exchange/pointer`. */
  readonly ids: ReadonlyMap<string, string>;
  readonly times: ReadonlyMap<string, string>;
}

/** Plays a sequence to a server. */
export async function play(sequence: Sequence, origin: string): Promise<Transcript> {
  const session = new Session(origin);
  await sequence.play(session);
  const normaliser = new Normaliser(origin);
  const exchanges = session.exchanges.map((exchange, index) => normaliser.exchange(exchange, index));
  return { exchanges, ids: normaliser.ids, times: normaliser.times };
}
