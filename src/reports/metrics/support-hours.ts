import type { Config } from "../../model/config.ts";
import type { Metrics } from "../../model/metrics.ts";
import type { Sample } from "./sample.ts";
import { timesOf } from "./times.ts";
import { mostDays } from "./working-time.ts";

/** The times once more, counted in support hours alone. Null where the config has none. */
export function supportHoursOf(
  sample: Sample,
  previous: Sample | null,
  { supportHours }: Config,
): Metrics["supportHours"] {
  if (supportHours === null) return null;
  return {
    formula: `seconds in which the clocks of the zone show support hours; an hour shown twice counts twice, one that is skipped does not; over ${mostDays} days is too long`,
    zone: supportHours.zone,
    holidays: supportHours.holidays.length,
    times: timesOf(sample, previous, "support"),
  };
}
