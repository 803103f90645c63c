import type { Exchange } from "./exchange.ts";
import { Normaliser } from "./normalise.ts";
import type { Sequence } from "./sequence.ts";
import { Session } from "./session.ts";

/** Plays a sequence to a server; answers its exchanges without what must differ between servers. */
export async function play(sequence: Sequence, origin: string): Promise<Exchange[]> {
  const session = new Session(origin);
  await sequence.play(session);
  const normaliser = new Normaliser(origin);
  return session.exchanges.map((exchange) => normaliser.exchange(exchange));
}
