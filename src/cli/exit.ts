/** What a command line ends with: done; findings or differences; the caller's or the config's mistake; the other side's. */
export const exit = { ok: 0, findings: 1, usage: 2, remote: 3 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

/** Something that the person at the keyboard has to mend: what was found, what was expected, how. Exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
