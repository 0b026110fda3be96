import { sectionOf } from "../markdown/section-names.ts";
import { readTimeline, type TimelineEntry } from "../markdown/timeline.ts";
import type { Instant } from "../model/time.ts";
import type { RuleContext } from "./rule.ts";

/** An entry whose time can be read. */
export type DatedEntry = TimelineEntry & { readonly at: Instant };

type Where = Pick<RuleContext, "document" | "config">;

/** The entries of the timeline, in the order of the file; none where there is no timeline or no list in it. */
export function timelineOf({ document, config }: Where): readonly TimelineEntry[] {
  const section = sectionOf(document, "Timeline", config);
  return section ? readTimeline(document, section) : [];
}

/** Those whose time can be read. */
export function datedEntries(where: Where): readonly DatedEntry[] {
  return timelineOf(where).filter((entry): entry is DatedEntry => entry.at !== undefined);
}

/** The entries of the communication log: what people were told. */
export function communicationsOf({ document, config }: Where): readonly TimelineEntry[] {
  const section = sectionOf(document, "Communication log", config);
  return section ? readTimeline(document, section) : [];
}
