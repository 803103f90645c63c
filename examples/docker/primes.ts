import { flow, task } from "tutti";

const countPrimes = task(function countPrimes(from: number, to: number): number {
  let count = 0;
  for (let number = Math.max(from, 2); number < to; number++) if (isPrime(number)) count++;
  return count;
});

/** How many primes there are below a number, counted in parts. */
export const primes = flow(async function primes({ below = 1000, parts = 4 }: { below?: number; parts?: number } = {}) {
  const size = Math.ceil(below / parts);
  const starts = Array.from({ length: parts }, (_, index) => index * size);
  const counts = await Promise.all(starts.map((start) => countPrimes(start, Math.min(start + size, below))));
  const total = counts.reduce((sum, count) => sum + count, 0);
  console.log(`${total} primes below ${below}`);
  return total;
});

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
  return true;
}

if (import.meta.main) await primes();
