import { runProgram } from "./steps/run-program.mjs";

runProgram("bench/run.ts", ["dashboard"]);
