import { writeFileSync } from "node:fs";
import { evaluated, evaluationPage, evaluationText } from "./evaluation/evaluation.ts";
import { drawSample } from "./evaluation/sample.ts";

// What the rules say of real post-mortems: docs/evaluation.md.
// node bench/evaluate.ts [--draw <seed>]     --draw prints a sample to be judged for evaluation/judged.json, and writes nothing

const asked = evaluated();
const [option, seed] = process.argv.slice(2);
if (asked === undefined) process.exitCode = 1;
else if (option === "--draw") console.log(JSON.stringify(drawSample(asked, Number(seed)), null, 2));
else writeFileSync(evaluationPage, await evaluationText(asked));
