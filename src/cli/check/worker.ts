import { parentPort, workerData } from "node:worker_threads";
import { type Around, factsAround, lookAtFile, type Wish } from "./look-at-file.ts";

// The file that each thread of a large check runs: a batch of wishes in, a batch of answers out.
const around = workerData as Around;
const facts = factsAround(around);
parentPort?.on("message", (wishes: readonly Wish[]) => {
  parentPort?.postMessage(wishes.map((wish) => lookAtFile(wish, around, facts)));
});
