import type { IncidentFact } from "../metrics/fact.ts";
import { repeatedCauses } from "../recommendations/repeats.ts";
import { atLeast, atLeastOf, type Criterion } from "./criterion.ts";

const severe = ({ severity }: IncidentFact): boolean => severity === "sev1" || severity === "sev2";
const isOver = ({ times }: IncidentFact): boolean => times.resolved !== null || times.closed !== null;

export const cultureCriteria: readonly Criterion[] = [
  {
    id: "causes",
    dimension: "culture",
    level: 2,
    says: "At least 50 % of the incidents that are over say a cause",
    raise: "Record causes as they become known: `/cause text`.",
    measure: ({ facts }) => atLeast(0.5, facts.filter(isOver), "say a cause", ({ causes }) => causes.length > 0),
  },
  {
    id: "lessons",
    dimension: "culture",
    level: 3,
    says: "At least 80 % of the SEV-1 and SEV-2 incidents that are over say their root cause and what was learned",
    raise: "Fill Root cause and Lessons learned before the post-mortem is merged; the check asks for both.",
    measure: ({ facts }) =>
      atLeast(
        0.8,
        facts.filter((fact) => severe(fact) && isOver(fact)),
        "of SEV-1 and SEV-2 say root cause and lessons",
        ({ body }) => body?.written === true,
      ),
  },
  {
    id: "actions",
    dimension: "culture",
    level: 3,
    says: "At least 80 % of the SEV-1 and SEV-2 incidents that are over have an action item",
    raise: "Ask of each incident what would have made it shorter, rarer or seen earlier: `/action text @owner due:…`.",
    measure: ({ facts }) =>
      atLeast(
        0.8,
        facts.filter((fact) => severe(fact) && isOver(fact)),
        "of SEV-1 and SEV-2 have an action item",
        ({ body }) => (body?.actions.length ?? 0) > 0,
      ),
  },
  {
    id: "prevention",
    dimension: "culture",
    level: 4,
    says: "At least 60 % of the SEV-1 and SEV-2 incidents with action items have one of type prevent",
    raise: "Add to what detects and mitigates something that prevents: `type:prevent`.",
    measure: ({ facts }) =>
      atLeast(
        0.6,
        facts.filter((fact) => severe(fact) && (fact.body?.actions.length ?? 0) > 0),
        "of those with action items prevent",
        ({ body }) => body?.actions.some(({ type }) => type === "prevent") === true,
      ),
  },
  {
    id: "owners",
    dimension: "culture",
    level: 4,
    says: "At least 90 % of the action items have an owner and a date",
    raise: "Give every item a person and a day; without both nobody does it.",
    measure: ({ facts }) => {
      const items = facts.flatMap(({ body }) => body?.actions ?? []);
      const owned = items.filter(({ owner, due }) => owner !== null && due !== null);
      return atLeastOf(0.9, owned.length, items.length, "of the action items have an owner and a date");
    },
  },
  {
    id: "no-repeats",
    dimension: "culture",
    level: 5,
    says: "No cause came back within the year without an action item that prevents it",
    raise: "See the recommendations for what came back.",
    measure: ({ facts }) => {
      const known = facts.filter(({ causes }) => causes.length > 0);
      const repeats = repeatedCauses(facts);
      return {
        met: known.length > 0 && repeats.length === 0,
        found: `${repeats.length} causes came back (${known.length} incidents say theirs)`,
        files: repeats.flatMap(({ facts: of }) => of.map(({ path }) => path)).slice(0, 5),
      };
    },
  },
];
