import { setImmediate } from "node:timers/promises";
import { Booster, type BoosterParams } from "./booster.ts";
import type { DMatrix } from "./d-matrix.ts";

export interface Training {
  readonly params: BoosterParams;
  readonly train: DMatrix;
  readonly validation: DMatrix;
  readonly maxRounds: number;
  /** Training ends when this many rounds in a row brought nothing better on the validation data. */
  readonly earlyStoppingRounds: number;
}

/**
 * Trains round by round and prints the validation error of each; other work of the process goes on between rounds.
 * Answers the model up to its best round, which the caller frees.
 */
export async function trainBooster(training: Training): Promise<Booster> {
  using booster = Booster.create(training.params, [training.train, training.validation]);
  let bestRound = 0;
  let bestScore = Number.POSITIVE_INFINITY;
  for (let round = 0; round < training.maxRounds; round++) {
    booster.update(round, training.train);
    const score = booster.evaluate(round, training.validation);
    console.log(`[${round}] validation-rmse: ${score.toFixed(5)}`);
    if (score < bestScore) [bestScore, bestRound] = [score, round];
    if (round - bestRound >= training.earlyStoppingRounds) break;
    await setImmediate();
  }
  return booster.firstRounds(bestRound + 1);
}
