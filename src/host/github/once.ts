import { HostError } from "../../model/errors.ts";
import type { Memory } from "./memory.ts";

/**
 * Makes something that GitHub would happily make twice. When the answer is lost nobody makes it again before lists can
 * be trusted to show it: until then another try throws a retryable `HostError`.
 */
export async function once(memory: Memory, key: string, make: () => Promise<unknown>): Promise<unknown> {
  memory.settled(key);
  try {
    return await make();
  } catch (error) {
    if (error instanceof HostError && error.ambiguous) memory.doubt(key);
    throw error;
  }
}
