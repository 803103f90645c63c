// Forty tasks, one after another, each computing fibo(10). Prints the milliseconds of the loop of each run as JSON.
import { flow, task } from "tutti";

function fibo(n: number): number {
  return n <= 1 ? n : fibo(n - 1) + fibo(n - 2);
}

const fibonacci = task({ name: "fibonacci" }, async function fibonacci(n: number) {
  return fibo(n);
});

const forty = flow({ name: "bench-fibonacci" }, async function forty() {
  const startedAt = performance.now();
  for (let index = 0; index < 40; index += 1) await fibonacci(10);
  return performance.now() - startedAt;
});

const samples: number[] = [];
for (let index = 0; index < Number(process.argv[2]); index += 1) samples.push(await forty());
console.log(JSON.stringify(samples));
