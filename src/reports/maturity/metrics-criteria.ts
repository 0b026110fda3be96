import type { TimeField } from "../../model/incident.ts";
import type { IncidentFact } from "../metrics/fact.ts";
import { saySeconds } from "../seconds.ts";
import { atLeast, type Criterion } from "./criterion.ts";

const isOver = ({ times }: IncidentFact): boolean => times.resolved !== null || times.closed !== null;
const has =
  (...fields: readonly TimeField[]) =>
  ({ times }: IncidentFact): boolean =>
    fields.every((field) => times[field] !== null);

export const metricsCriteria: readonly Criterion[] = [
  {
    id: "ends",
    dimension: "metrics",
    level: 2,
    says: "At least 80 % of the incidents that are over say when they started and were resolved",
    raise: "`/set started 02:30` and `/resolve` record them.",
    measure: ({ facts }) => atLeast(0.8, facts.filter(isOver), "say both ends", has("started", "resolved")),
  },
  {
    id: "all-times",
    dimension: "metrics",
    level: 3,
    says: "At least 80 % of them also say when they were detected, acknowledged and mitigated",
    raise: "`/ack` and `/mitigate` record two of them, `/set detected 02:15` the third.",
    measure: ({ facts }) =>
      atLeast(0.8, facts.filter(isOver), "say all of them", has("detected", "acknowledged", "mitigated")),
  },
  {
    id: "impact",
    dimension: "metrics",
    level: 3,
    says: "At least 50 % of the SEV-1 and SEV-2 incidents say what they cost, in numbers",
    raise: "`/impact customers=20% tickets=12 revenue=1000USD`.",
    measure: ({ facts }) =>
      atLeast(
        0.5,
        facts.filter(({ severity }) => severity === "sev1" || severity === "sev2"),
        "of SEV-1 and SEV-2 say what they cost",
        ({ impact }) => Object.values(impact).some((value) => value !== null && typeof value !== "string"),
      ),
  },
  {
    id: "targets",
    dimension: "metrics",
    level: 4,
    says: "A service has a target for its availability, and an incident that says how long it was out",
    raise: "Set `availability` targets in the config, and record `/impact full_outage=12min`.",
    measure: ({ metrics: { availability } }) => {
      const known = availability.rows.filter(({ target, n }) => target !== null && n > 0);
      return { met: known.length > 0, found: `${known.length} services with a target and an outage`, files: [] };
    },
  },
  {
    id: "getting-better",
    dimension: "metrics",
    level: 5,
    says: "The median time to resolve is not longer than in the year before",
    raise: "Look at what takes longest: reports/metrics.md has each part of the time.",
    measure: ({ metrics: { times } }) => {
      const time = times.find(({ name }) => name === "Time to resolve");
      const [now, before] = [time?.median ?? null, time?.previous?.median ?? null];
      const say = (seconds: number | null): string => (seconds === null ? "–" : saySeconds(seconds));
      return {
        met: now !== null && before !== null && now <= before,
        found: `median ${say(now)} (n ${time?.n ?? 0}), the year before ${say(before)} (n ${time?.previous?.n ?? 0})`,
        files: [],
      };
    },
  },
];
