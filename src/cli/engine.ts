import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

// How V8 is set for verbs that read every file once: measured in docs/benchmarks.md. All of it is asked by V8 whenever it compiles or
// collects; flags that V8 asks once, or in the middle of a collection (--parallel-marking), can't be set while a process runs.

/**
 * For a run that is over in a second, often in a tenth of one: what the slower of the two compilers makes saves less than it takes to make, and
 * the collector's threads take more than they save.
 */
export function forShortRun(): void {
  setFlagsFromString("--no-opt");
  setFlagsFromString("--no-parallel-scavenge");
  setFlagsFromString("--no-concurrent-sweeping");
  keepYoungGeneration();
}

/**
 * The memory for new objects, which the collector looks through whenever it is full, stays as it is: what is kept of each file is little, and for
 * its sake it would take a half of all memory.
 */
function keepYoungGeneration(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/**
 * Lets it grow once, to four times its size, which V8 does when as much as it holds has survived: the collector comes a quarter as often, for 8 MB.
 * What is given is to be called now and then until then.
 */
export function growYoungGeneration(): () => void {
  const size = (): number =>
    getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space")?.space_size ?? 0;
  const before = size();
  let grows = true;
  setFlagsFromString("--semi-space-growth-factor=4");
  return () => {
    if (!grows || size() <= before) return;
    grows = false;
    keepYoungGeneration();
  };
}
