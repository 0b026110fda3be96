import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

// The memory for new objects, which the collector looks through whenever it is full. It grows by as much as the flag says at the moment when
// as much as it holds has survived.

/** From now on it stays as it is: where little is kept of each file, it would take a half of the memory. */
export function keepYoungGeneration(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Lets it grow to some times its size, once. To be asked now and then whether that is done. */
export function growYoungGeneration(times: number): () => void {
  const size = (): number =>
    getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space")?.space_size ?? 0;
  const before = size();
  let grows = true;
  setFlagsFromString(`--semi-space-growth-factor=${times}`);
  return () => {
    if (!grows || size() <= before) return;
    grows = false;
    keepYoungGeneration();
  };
}
