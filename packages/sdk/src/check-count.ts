/** Throws `RangeError` for anything but 1, 2, 3 and so on. */
export function checkCount(name: string, count: number): void {
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`${name} must be a whole number from 1, not ${count}`);
}
