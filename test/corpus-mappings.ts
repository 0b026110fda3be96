import { adoptedTimelineSchema } from "../src/model/adopted-timeline.ts";

const zones = {
  CET: "Europe/Copenhagen",
  CEST: "Europe/Copenhagen",
  PST: "America/Los_Angeles",
  PT: "America/Los_Angeles",
  CST: "America/Chicago",
  Denver: "America/Denver",
};

/** How the timelines of each team of the corpus are written. */
const corpusMappings = {
  dfds: { zones, forms: ["table"] },
  mybinder: { zones, forms: ["headings", "list"], day: "path" },
  chia: { zones, dates: "mdy", day: "path" },
  posthog: { sections: ["Timeline", "Incident timeline"], day: "path" },
  "jenkins-infra": { sections: ["Timeline", "Chronology"], zones, day: "path" },
  "mentimeter-example": { zone: "UTC" },
} as const;

export type Team = keyof typeof corpusMappings;

export const teams = Object.keys(corpusMappings) as readonly Team[];

export function mappingOf(team: Team) {
  return adoptedTimelineSchema.parse(corpusMappings[team]);
}
