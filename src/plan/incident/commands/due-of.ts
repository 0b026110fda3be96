import { type Config, severityConfigOf } from "../../../model/config.ts";
import { addMinutes, type Instant } from "../../../model/time.ts";

/** When the post-mortem is due: hours after the resolution, by severity; undefined where none is required. */
export function dueOf(severity: string, resolved: Instant, config: Config): Instant | undefined {
  const { postmortem, due } = severityConfigOf(severity, config);
  return postmortem ? addMinutes(resolved, due * 60) : undefined;
}
