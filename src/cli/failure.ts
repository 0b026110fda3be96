import { HostError, StaleError } from "../model/errors.ts";
import { type ExitCode, exit, UsageError } from "./exit.ts";
import { plain } from "./plain.ts";

/** The exit code of an error that is somebody else's, and its line; undefined for a bug of ours. */
export function failureOf(error: unknown): { readonly code: ExitCode; readonly line: string } | undefined {
  if (error instanceof UsageError) return { code: exit.usage, line: lines(error.message) };
  if (error instanceof StaleError) {
    return { code: exit.remote, line: `${plain(error.message)}. Something else changed it meanwhile: run it again.` };
  }
  if (!(error instanceof HostError)) return undefined;
  return { code: exit.remote, line: `${plain(error.message)}${adviceOf(error)}` };
}

/** What a clone refused is the caller's to mend, not a remote's. */
export function localFailure(error: unknown): unknown {
  return error instanceof HostError || error instanceof StaleError
    ? new UsageError(error.message, { cause: error })
    : error;
}

function adviceOf({ status, retryAfter, ambiguous }: HostError): string {
  if (retryAfter !== undefined) return `. Try again in ${Math.ceil(retryAfter / 1000)} s.`;
  if (status === 401) return ". Is the token in GITHUB_TOKEN or GH_TOKEN still valid? `npx gitcident doctor` tells.";
  if (status === 403) return ". The token may not do that: `npx gitcident doctor` tells what it needs.";
  if (status === 404) return ". Not there, or the token can't see it: is --repo owner/name right?";
  if (status === 0 && !ambiguous) return ". Is GITHUB_API_URL right, and is there a network?";
  return ambiguous ? ". It may have been done: look before you repeat it." : "";
}

/** A message of several lines keeps them; each is made harmless. */
function lines(message: string): string {
  return message.split("\n").map(plain).join("\n");
}
