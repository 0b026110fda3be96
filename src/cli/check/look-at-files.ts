import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Around, Looked, Wish } from "./look-at-file.ts";

/** From so many files on, starting threads costs less than it saves. */
const worthThreads = 1000;
const batch = 32;
const mostThreads = 8;

/** Looks at files, in several threads where there are many: each finds out its own facts. Answers in the order of the wishes. */
export async function lookAtFiles(
  wishes: readonly Wish[],
  around: Around,
  said: (done: number) => void,
): Promise<readonly Looked[]> {
  if (wishes.length === 0) return [];
  const threads = Math.min(mostThreads, availableParallelism());
  return wishes.length < worthThreads || threads < 2
    ? inline(wishes, around, said)
    : threaded(wishes, around, said, threads);
}

async function inline(
  wishes: readonly Wish[],
  around: Around,
  said: (done: number) => void,
): Promise<readonly Looked[]> {
  // The rules take longer to load than most checks take.
  const { factsAround, lookAtFile } = await import("./look-at-file.ts");
  const looked: Looked[] = [];
  const facts = factsAround(around);
  for (const wish of wishes) {
    looked.push(lookAtFile(wish, around, facts));
    said(looked.length);
    // Lets a signal in.
    if (looked.length % batch === 0) await setImmediate();
  }
  return looked;
}

// The same code runs from .ts sources and from the .js files made of them.
const entry = new URL(`./worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

async function threaded(
  wishes: readonly Wish[],
  around: Around,
  said: (done: number) => void,
  threads: number,
): Promise<readonly Looked[]> {
  const looked: Looked[][] = [];
  let next = 0;
  let done = 0;
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(entry, { workerData: around });
      let at = 0;
      const give = (): void => {
        at = next++;
        const wanted = wishes.slice(at * batch, (at + 1) * batch);
        if (wanted.length > 0) worker.postMessage(wanted);
        else void worker.terminate().then(() => resolve());
      };
      worker.once("error", reject);
      worker.on("message", (answer: Looked[]) => {
        looked[at] = answer;
        done += answer.length;
        said(done);
        give();
      });
      give();
    });
  await Promise.all(Array.from({ length: threads }, run));
  return looked.flat();
}
