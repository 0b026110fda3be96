import { atLeastOf, type Criterion, counted } from "./criterion.ts";

export const processCriteria: readonly Criterion[] = [
  {
    id: "recorded",
    dimension: "process",
    level: 2,
    says: "There is a record of at least one incident of the last year, with its severity",
    raise: "Declare the next incident with the issue form or `npx gitcident declare`.",
    measure: ({ facts }) => {
      const known = facts.filter(({ severity }) => severity !== undefined);
      return { met: known.length > 0, found: `${counted(known.length, "incident")} with a severity`, files: [] };
    },
  },
  {
    id: "post-mortems-written",
    dimension: "process",
    level: 3,
    says: "At least 80 % of the incidents that need a post-mortem have one that is merged",
    raise: "Write the post-mortems that are missing: `npx gitcident postmortem <id>` makes the draft.",
    measure: ({ metrics: { postmortems } }) =>
      atLeastOf(0.8, postmortems.written.with, postmortems.written.n, "of the needed post-mortems are merged"),
  },
  {
    id: "post-mortems-on-time",
    dimension: "process",
    level: 4,
    says: "At least 80 % of the post-mortems were merged by the time they were due",
    raise:
      "Review post-mortems while the incident is fresh, or give them the time that they take (`severities.sev1.due`).",
    measure: ({ metrics: { postmortems } }) =>
      atLeastOf(0.8, postmortems.onTime.with, postmortems.onTime.n, "of the post-mortems were on time"),
  },
  {
    id: "actions-on-time",
    dimension: "process",
    level: 4,
    says: "At most 10 % of the action items are overdue",
    raise: "Do what is overdue, or give it a date that somebody means.",
    measure: ({ metrics: { actionItems } }) =>
      atLeastOf(0.9, actionItems.n - actionItems.overdue, actionItems.n, "of the action items are not overdue"),
  },
  {
    id: "actions-done",
    dimension: "process",
    level: 5,
    says: "At least 75 % of the action items are done, and none is overdue",
    raise: "Finish action items before new work; close those that nobody will do, and say why.",
    measure: ({ metrics: { actionItems } }) => {
      const done = atLeastOf(0.75, actionItems.done, actionItems.n, "of the action items are done");
      return {
        ...done,
        met: done.met && actionItems.overdue === 0,
        found: `${done.found}, ${actionItems.overdue} overdue`,
      };
    },
  },
];
