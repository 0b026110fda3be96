import { archiveEntries } from "../archive/archive-entry.ts";
import { archiveSearch } from "../archive/archive-search.ts";
import { counted, type Evidence } from "../maturity/criterion.ts";
import type { IncidentFact } from "../metrics/fact.ts";
import type { Recommendation } from "./recommendation.ts";
import { repeatedCauses, repeatedServices } from "./repeats.ts";

/** What the last year asks for, what cost most minutes of incidents first. The rules are listed in docs/maturity.md. */
export function recommendationsOf(evidence: Evidence, asOf: string | null): readonly Recommendation[] {
  const all = [
    ...causes(evidence),
    ...services(evidence),
    ...overdueAndBack(evidence, asOf),
    ...refires(evidence),
    ...emptyRoles(evidence),
    ...drills(evidence),
    ...missingRunbooks(evidence),
    ...latePostmortems(evidence),
  ];
  return all.toSorted((a, b) => (b.minutes ?? -1) - (a.minutes ?? -1));
}

/** The rules, for the documentation: what each looks for. */
export const recommendationRules: readonly (readonly [rule: string, says: string])[] = [
  ["repeated-cause", "a cause of two incidents or more, none of which has an action item of type prevent"],
  ["repeated-service", "a service of three incidents or more, none of which has an action item of type prevent"],
  ["overdue-and-back", "an incident with overdue action items, and a similar one that came later"],
  ["refiring-alert", "an alert that fired again within 24 hours, twice or more"],
  [
    "empty-role",
    "a required role that nobody held in three or more of the incidents that require it, and in most of them",
  ],
  ["no-drill", "incidents in the year, and no drill"],
  ["missing-runbook", "the three alerts or services without a runbook that cost most minutes of incidents"],
  ["late-post-mortems", "three or more post-mortems that were needed and are not there"],
];

function causes({ facts }: Evidence): readonly Recommendation[] {
  return repeatedCauses(facts).map((repeat) => ({
    rule: "repeated-cause",
    does: `Add an action item of type prevent against “${repeat.name}”`,
    because: `${repeat.facts.length} incidents had this cause, and none has an item that prevents it`,
    ...shownBy(repeat.facts),
  }));
}

function services({ facts }: Evidence): readonly Recommendation[] {
  return repeatedServices(facts).map((repeat) => ({
    rule: "repeated-service",
    does: `Find out what makes ${repeat.name} fail, and add an action item of type prevent`,
    because: `${repeat.facts.length} incidents of this service, and none has an item that prevents the next`,
    ...shownBy(repeat.facts),
  }));
}

function overdueAndBack({ facts }: Evidence, asOf: string | null): readonly Recommendation[] {
  const day = (asOf ?? "").slice(0, 10);
  const overdue = facts.filter(({ body }) =>
    body?.actions.some(({ done, due }) => !done && due !== null && /^\d{4}-\d\d-\d\d$/.test(due) && due < day),
  );
  if (day === "" || overdue.length === 0) return [];
  const byPath = new Map(facts.map((fact) => [fact.path, fact]));
  const entries = archiveEntries(facts);
  const search = archiveSearch(entries);
  const laterOf = new Map<string, IncidentFact[]>();
  for (const entry of entries) {
    for (const { entry: earlier } of search.similarTo(entry)) {
      const later = byPath.get(entry.path);
      if (later) laterOf.set(earlier.path, [...(laterOf.get(earlier.path) ?? []), later]);
    }
  }
  return overdue.flatMap((fact) => {
    const later = laterOf.get(fact.path) ?? [];
    if (later.length === 0) return [];
    return [
      {
        rule: "overdue-and-back",
        does: `Finish the overdue action items of ${fact.id || fact.path}`,
        because: `${later.length === 1 ? "a similar incident" : `${later.length} similar incidents`} came later`,
        evidence: [fact.path, ...shownBy(later).evidence],
        minutes: minutesOf(later),
      },
    ];
  });
}

function refires({ metrics, facts }: Evidence): readonly Recommendation[] {
  return metrics.onCall.alerts.byAlert
    .filter((alert) => alert.refires >= 2)
    .map((alert) => {
      const of = facts.filter(({ alerts }) => alerts.some((name) => name.toLowerCase() === alert.name.toLowerCase()));
      return {
        rule: "refiring-alert",
        does: `Mend what makes ${alert.name} fire, or the alert`,
        because: `it fired again within 24 h ${alert.refires} times, of ${alert.n}`,
        ...shownBy(of),
      };
    });
}

function emptyRoles({ facts, config }: Evidence): readonly Recommendation[] {
  return Object.entries(config.roles).flatMap(([role, { title, required }]) => {
    const asked = facts.filter(({ severity }) => severity !== undefined && required.includes(severity));
    const empty = asked.filter(({ roles }) => !roles.includes(role));
    if (empty.length < 3 || empty.length * 2 <= asked.length) return [];
    return [
      {
        rule: "empty-role",
        does: `Decide who is ${title || role} at the start of an incident, or don't require the role`,
        because: `nobody held it in ${empty.length} of the ${asked.length} incidents that require it`,
        ...shownBy(empty),
        minutes: null,
      },
    ];
  });
}

function drills({ all, facts }: Evidence): readonly Recommendation[] {
  if (facts.length === 0 || all.some(({ left }) => left?.reason === "drill")) return [];
  const because = `${counted(facts.length, "incident")} in the year and no drill`;
  return [
    { rule: "no-drill", does: "Hold a drill: declare one and say `/drill`", because, evidence: [], minutes: null },
  ];
}

function missingRunbooks({ runbooks }: Evidence): readonly Recommendation[] {
  return runbooks.gaps
    .filter(({ kind, minutes }) => kind !== "incident" && minutes !== null && minutes > 0)
    .slice(0, 3)
    .map(({ kind, name, minutes, incidents, path }) => ({
      rule: "missing-runbook",
      does: `Write a runbook for the ${kind} ${name}`,
      because: `${counted(incidents, "incident")} without one`,
      evidence: path === null ? [] : [path],
      minutes,
    }));
}

function latePostmortems({ metrics: { postmortems } }: Evidence): readonly Recommendation[] {
  const missing = postmortems.written.n - postmortems.written.with;
  if (missing < 3) return [];
  const because = `${missing} of ${postmortems.written.n} that were needed are not there`;
  return [
    { rule: "late-post-mortems", does: "Write the post-mortems that are owed", because, evidence: [], minutes: null },
  ];
}

/** The newest five, and the minutes of all. */
function shownBy(facts: readonly IncidentFact[]): Pick<Recommendation, "evidence" | "minutes"> {
  const newest = facts.toSorted((a, b) => (b.times.started ?? 0) - (a.times.started ?? 0));
  return { evidence: newest.slice(0, 5).map(({ path }) => path), minutes: minutesOf(facts) };
}

function minutesOf(facts: readonly IncidentFact[]): number | null {
  const known = facts.flatMap(({ times: { started, resolved } }) =>
    started !== null && resolved !== null && resolved >= started ? [(resolved - started) / 60_000] : [],
  );
  return known.length === 0 ? null : Math.round(known.reduce((sum, minutes) => sum + minutes, 0));
}
