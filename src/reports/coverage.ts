import type { Runbook } from "../model/runbook.ts";
import type { IncidentClues, LeftReason } from "./clues-of.ts";
import { countedTypes } from "./counted-types.ts";
import { brokenLinks, type CoveredIncident, coveredIncident, named } from "./covered-incident.ts";
import { incidentClues } from "./incident-clues.ts";
import { runbookFinder } from "./match-runbooks.ts";
import { type Share, shareOf } from "./share.ts";

export type { CoveredIncident, Share };

export interface CoveredService {
  readonly service: string;
  readonly incidents: number;
  /** The sum over its incidents; null where none has both times. */
  readonly minutes: number | null;
  /** How many of its incidents have no length and are left out of the sum. */
  readonly unmeasured: number;
  readonly runbooks: readonly string[];
}

export interface Excluded {
  readonly path: string;
  readonly reason: string;
}

export interface Coverage {
  readonly incidents: Share;
  readonly services: Share;
  readonly byIncident: readonly CoveredIncident[];
  readonly byService: readonly CoveredService[];
  /** Runbooks that no counted incident names or shares an alert, a service or a type with. */
  readonly orphans: readonly { readonly path: string; readonly title: string }[];
  /** Links of counted incidents to runbooks that are not there. */
  readonly broken: readonly { readonly path: string; readonly link: string }[];
  /** Incident files that are not counted, by reason. */
  readonly excluded: {
    readonly kind: readonly Excluded[];
    readonly cancelled: readonly Excluded[];
    readonly duplicate: readonly Excluded[];
    readonly unreadable: readonly Excluded[];
  };
}

export interface CoverageInput {
  /** Incident files, or what was read of them. */
  readonly incidents: readonly ({ readonly path: string; readonly text: string } | IncidentClues)[];
  /** Incident files that could not be read as text. */
  readonly unread: readonly Excluded[];
  readonly runbooks: readonly Runbook[];
  /** The services that there are, whether or not an incident had them. */
  readonly services?: readonly string[];
  /** The runbooks that alerts lead to, by the alert's name in lower case. */
  readonly ofAlerts?: ReadonlyMap<string, readonly Runbook[]>;
}

/** Which incidents and services have a runbook. The same files give the same numbers, in whatever order they come. */
export function runbookCoverage({ incidents, unread, runbooks, services = [], ofAlerts }: CoverageInput): Coverage {
  const read = incidents
    .map((one) => ("text" in one ? incidentClues(one) : one))
    .toSorted((a, b) => order(a.path, b.path));
  const counted = read.filter((one) => one.counted);
  const excluded = read.filter((one) => !one.counted);
  const because = (wanted: LeftReason): readonly Excluded[] =>
    excluded.filter((one) => one.because === wanted).map(({ path, reason }) => ({ path, reason }));
  const finder = runbookFinder(runbooks, ofAlerts, countedTypes);
  const byIncident = counted.map((one) => coveredIncident(one, finder));
  const byService = coveredServices(byIncident, runbooks, services);
  return {
    incidents: shareOf(
      byIncident.filter((one) => one.runbooks.length > 0).length,
      byIncident.length,
      "incidents that name a runbook of this repository, or share an alert, a service or a type with one (a type only with one that names no service and no alert) / incidents counted",
    ),
    services: shareOf(
      byService.filter((one) => one.runbooks.length > 0).length,
      byService.length,
      services.length > 0
        ? "services that a runbook names / services that are listed, or of the incidents counted"
        : "services that a runbook names / services of the incidents counted",
    ),
    byIncident,
    byService,
    orphans: orphansOf(byIncident, runbooks),
    broken: counted.flatMap((one) => brokenLinks(one, finder).map((link) => ({ path: one.path, link }))),
    excluded: {
      kind: because("kind"),
      cancelled: because("cancelled"),
      duplicate: because("duplicate"),
      unreadable: [...because("unreadable"), ...unread.map(({ path, reason }) => ({ path, reason }))].toSorted((a, b) =>
        order(a.path, b.path),
      ),
    },
  };
}

/** By code unit: the same on every machine, whatever its language. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function coveredServices(
  incidents: readonly CoveredIncident[],
  runbooks: readonly Runbook[],
  listed: readonly string[],
): readonly CoveredService[] {
  const pairs = incidents.flatMap((incident) => incident.services.map((service) => ({ service, incident })));
  const groups = Map.groupBy(pairs, ({ service }) => service.toLowerCase());
  const names = new Map(named(listed).map((service) => [service.toLowerCase(), service]));
  for (const [key, group] of groups) if (!names.has(key)) names.set(key, group[0]?.service ?? key);
  const helping = helpingServices(runbooks);
  return [...names]
    .toSorted(([a], [b]) => order(a, b))
    .map(([key, service]) => {
      const group = groups.get(key) ?? [];
      const measured = group.flatMap(({ incident }) => (incident.minutes === null ? [] : [incident.minutes]));
      return {
        service,
        incidents: group.length,
        minutes: measured.length > 0 ? measured.reduce((sum, one) => sum + one, 0) : null,
        unmeasured: group.length - measured.length,
        runbooks: helping.get(key) ?? [],
      };
    });
}

/** Paths of the runbooks that name a service, in order, by the service in lower case. */
export function helpingServices(runbooks: readonly Runbook[]): ReadonlyMap<string, readonly string[]> {
  const helping = new Map<string, Set<string>>();
  for (const { path, services } of runbooks) {
    for (const service of services) {
      const key = service.trim().toLowerCase();
      helping.set(key, (helping.get(key) ?? new Set()).add(path));
    }
  }
  return new Map([...helping].map(([key, paths]) => [key, [...paths].toSorted(order)]));
}

function orphansOf(incidents: readonly CoveredIncident[], runbooks: readonly Runbook[]): Coverage["orphans"] {
  const used = new Set(incidents.flatMap((incident) => incident.runbooks.map(({ path }) => path)));
  return runbooks
    .filter(({ path }) => !used.has(path))
    .toSorted((a, b) => order(a.path, b.path))
    .map(({ path, title }) => ({ path, title }));
}
