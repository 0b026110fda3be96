import { type AlertsRead, joined, nothingRead, oneAlert, unread } from "./alerts-read.ts";
import { entryOf, itemsOf, type Located, textOf, valueAt } from "./located.ts";
import { type AlertFile, recordOf, runbookIn, severityIn } from "./rule-of.ts";

/**
 * Groups of rules: Prometheus rule files and PrometheusRule resources (`alert`, with `record` rules passed over), and
 * Grafana's provisioning files and GrafanaAlertRuleGroup resources (`title` under a `uid`, a `condition` or `data`).
 * https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/,
 * https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/
 */
export function readGroups(file: AlertFile, groups: Located | undefined): AlertsRead {
  if (groups === undefined || (groups.kind === "text" && groups.text === undefined)) return nothingRead;
  if (groups.kind !== "list") return lost(file, groups, "groups", "a list of groups");
  return joined(
    groups.items.map((group) => {
      if (group.kind !== "map") return lost(file, group, "group", "a name and a list of rules");
      // Mistyped, they would be alerts that nobody sees.
      if (!entryOf(group, "rules")) return unread(file.path, lineAt(file, group.start), withoutRules);
      return readRules(file, valueAt(group, "rules"));
    }),
  );
}

const withoutRules = "Unexpected group without `rules`, expected a list of them, `[]` where there are none";

/** A list of rules without their group. */
export function readRules(file: AlertFile, rules: Located | undefined): AlertsRead {
  if (rules === undefined || (rules.kind === "text" && rules.text === undefined)) return nothingRead;
  if (rules.kind !== "list") return lost(file, rules, "rules", "a list of rules");
  return joined(itemsOf(rules).map((rule) => readRule(file, rule)));
}

function readRule(file: AlertFile, rule: Located): AlertsRead {
  if (entryOf(rule, "record")) return nothingRead;
  const named = entryOf(rule, "alert") ?? entryOf(rule, "title") ?? entryOf(rule, "name");
  const name = textOf(named?.value);
  if (!named || name === undefined) return lost(file, rule, "rule", "an alert with a name");
  const [labels, annotations] = [valueAt(rule, "labels"), valueAt(rule, "annotations")];
  for (const [key, node] of Object.entries({ labels, annotations })) {
    if (node && node.kind !== "map" && textOf(node) !== undefined) return lost(file, node, key, "names with values");
  }
  const said = recordOf(labels);
  return oneAlert({
    name,
    ...severityIn(said),
    labels: said,
    annotations: recordOf(annotations),
    ...runbookIn(file, [annotations, labels]),
    path: file.path,
    line: lineAt(file, named.at),
  });
}

/** The line of an offset. */
export function lineAt({ placeOf }: AlertFile, at: number): number {
  return placeOf({ start: at, end: at }).line;
}

function lost(file: AlertFile, node: Located, what: string, expected: string): AlertsRead {
  return unread(file.path, lineAt(file, node.start), `Unexpected ${what} of another form, expected ${expected}`);
}
