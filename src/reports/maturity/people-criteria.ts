import type { IncidentFact } from "../metrics/fact.ts";
import { percent } from "../share.ts";
import { atLeast, atLeastOf, type Criterion, counted } from "./criterion.ts";

const severe = ({ severity }: IncidentFact): boolean => severity === "sev1" || severity === "sev2";

export const peopleCriteria: readonly Criterion[] = [
  {
    id: "responders-known",
    dimension: "people",
    level: 2,
    says: "At least 50 % of the incidents say who took part",
    raise: "Answer with `/ack`, and take roles with `/assign commander me`.",
    measure: ({ facts }) => atLeast(0.5, facts, "say who took part", ({ people }) => people.length > 0),
  },
  {
    id: "commander",
    dimension: "people",
    level: 3,
    says: "At least 80 % of the SEV-1 and SEV-2 incidents had a commander",
    raise: "Somebody takes the role first: `/assign commander me`.",
    measure: ({ facts }) =>
      atLeast(0.8, facts.filter(severe), "of SEV-1 and SEV-2 had a commander", ({ roles }) =>
        roles.includes("commander"),
      ),
  },
  {
    id: "answered-in-time",
    dimension: "people",
    level: 3,
    says: "At least 80 % of the incidents were answered within their severity's response time",
    raise: "Look at who is paged for what was answered late, or set response times that can be kept.",
    measure: ({ metrics: { response } }) => atLeastOf(0.8, response.all.with, response.all.n, "were answered in time"),
  },
  {
    id: "load-spread",
    dimension: "people",
    level: 4,
    says: "At least three people answer pages, and none of them more than half",
    raise: "Train and rotate more people; a second one shadows the next incidents.",
    measure: ({ metrics: { onCall } }) => {
      const [most] = onCall.responders.toSorted((a, b) => b.pages - a.pages);
      const share = most?.share ?? null;
      const n = onCall.responders.length;
      const met = n >= 3 && share !== null && share <= 0.5;
      const said = most ? `, the busiest takes ${percent({ share })}` : "";
      return { met, found: `${n === 1 ? "1 person answers" : `${n} people answer`} pages${said}`, files: [] };
    },
  },
  {
    id: "drills",
    dimension: "people",
    level: 4,
    says: "At least one drill was held in the year",
    raise: "Play an incident on a quiet day: declare it with the label `kind:drill` or say `/drill`.",
    measure: ({ all }) => {
      const drills = all.filter(({ left }) => left?.reason === "drill");
      const files = drills.map(({ path }) => path).slice(0, 5);
      return { met: drills.length > 0, found: counted(drills.length, "drill"), files };
    },
  },
  {
    id: "drills-quarterly",
    dimension: "people",
    level: 5,
    says: "At least four drills were held in the year, and at most 30 % of the pages come after hours or at weekends",
    raise: "Hold a drill every quarter, and mend first what wakes people.",
    measure: ({ all, metrics: { onCall } }) => {
      const drills = all.filter(({ left }) => left?.reason === "drill").length;
      const awake = onCall.pages - onCall.afterHours - onCall.weekend;
      const calm = atLeastOf(0.7, awake, onCall.pages, "of the pages come in working hours");
      return { ...calm, met: drills >= 4 && calm.met, found: `${counted(drills, "drill")}, ${calm.found}` };
    },
  },
];
