import { ask, type Look } from "../model/ask.ts";
import type { Config } from "../model/config.ts";
import type { ArchiveObservation } from "../model/observation.ts";
import type { Instant } from "../model/time.ts";
import { digestLabel, weekBefore } from "../reports/digest-week.ts";

/** What has been said of last week's digest; null where the config asks for none. */
export function* lookAtDigest({ digest }: Config, now: Instant): Look<ArchiveObservation["digest"]> {
  if (!digest) return null;
  const since = weekBefore(now).to;
  if (digest.issue === undefined)
    return { issue: null, said: yield* ask({ kind: "issues", label: digestLabel, state: "all", since }) };
  const issue = yield* ask({ kind: "issue", number: digest.issue });
  return { issue, said: issue ? yield* ask({ kind: "comments", issue: issue.number, since }) : [] };
}
