import { runProgram } from "./steps/run-program.mjs";

runProgram("tests/chaos/soak.ts", ["postgres", "compiler"]);
