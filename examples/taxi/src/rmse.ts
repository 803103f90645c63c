/** The root of the mean squared difference. Both lists must have the same, non-zero length; throws RangeError if not. */
export function rmse(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  if (actual.length === 0 || actual.length !== predicted.length) {
    throw new RangeError(`RMSE needs two lists of one length, got ${actual.length} and ${predicted.length}`);
  }
  let sum = 0;
  for (let i = 0; i < actual.length; i++) sum += (Number(actual[i]) - Number(predicted[i])) ** 2;
  return Math.sqrt(sum / actual.length);
}
