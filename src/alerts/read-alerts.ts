import { placesOf } from "../markdown/text.ts";
import { type AlertFormat, defaultRunbookAnnotations } from "../model/alert.ts";
import { type AlertsRead, joined, nothingRead, unread } from "./alerts-read.ts";
import { readAlertsTable } from "./alerts-table.ts";
import { isDeployable, isResources, readCloudFormation, readTerraform } from "./cloudwatch.ts";
import { readDatadog } from "./datadog.ts";
import { entryOf, itemsOf, type Located, textOf, UnreadableError, valueAt } from "./located.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";
import { lineAt, readGroups, readRules } from "./rule-groups.ts";
import type { AlertFile } from "./rule-of.ts";

export interface AlertText {
  readonly path: string;
  readonly text: string;
  /** Found out from the path and the text where it is not said. */
  readonly format?: AlertFormat | undefined;
  /** Names of annotations, labels and tags that hold the runbook; the usual ones where none is said. */
  readonly annotations?: readonly string[];
}

/** The alerts that a file defines. Never throws for what it holds: what can't be read is named with its line. */
export function readAlerts({ path, text, format, annotations = [] }: AlertText): AlertsRead {
  if (format === "markdown" || (format === undefined && /\.(?:md|markdown)$/i.test(path))) {
    return readAlertsTable(path, text);
  }
  const file: AlertFile = {
    path,
    text,
    annotations: annotations.length > 0 ? annotations : defaultRunbookAnnotations,
    placeOf: placesOf(text),
  };
  try {
    const documents =
      /\.json$/i.test(path) || /^[\uFEFF\s]*[[{]\s*["{[]/.test(text.slice(0, 300))
        ? jsonOf(path, text)
        : readYaml(text);
    return joined(documents.map((document) => readOne(file, document, format)));
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return unread(path, lineAt(file, error.at), error.message);
  }
}

/** JSON; a YAML file that begins like JSON may still be YAML. */
function jsonOf(path: string, text: string): readonly Located[] {
  try {
    return [readJson(text)];
  } catch (error) {
    if (!(error instanceof UnreadableError) || /\.json$/i.test(path)) throw error;
    return readYaml(text);
  }
}

function readOne(file: AlertFile, root: Located, format: AlertFormat | undefined): AlertsRead {
  const found = format ?? formatOf(root);
  if (found === "cloudwatch") {
    const [template, terraform] = [valueAt(root, "Resources"), valueAt(root, "resource")];
    if (!isDeployable(root)) {
      return unread(file.path, lineAt(file, root.start), "Unexpected content, expected `Resources` or `resource`");
    }
    return joined([readCloudFormation(file, template), readTerraform(file, terraform)]);
  }
  if (found === "datadog") return readDatadog(file, root);
  if (found !== undefined) return readDefinitions(file, root);
  if (isOtherResource(root) || isEmpty(root)) return nothingRead;
  const known = "groups of rules, a PrometheusRule, Grafana's provisioning, Datadog monitors or CloudWatch alarms";
  return unread(file.path, lineAt(file, root.start), `Unexpected content, expected ${known}`);
}

/** Rule files, and resources that hold their groups under `spec`. */
function readDefinitions(file: AlertFile, root: Located): AlertsRead {
  if (root.kind === "list") return readRules(file, root);
  if (textOf(valueAt(root, "kind")) === "List") {
    return joined(itemsOf(valueAt(root, "items")).map((item) => readOne(file, item, undefined)));
  }
  const spec = entryOf(root, "groups") ? root : valueAt(root, "spec");
  if (entryOf(spec, "groups")) return readGroups(file, valueAt(spec, "groups"));
  if (entryOf(spec, "rules")) return readRules(file, valueAt(spec, "rules"));
  return unread(file.path, lineAt(file, root.start), "Unexpected content, expected `groups` of rules");
}

const ruleKinds = ["PrometheusRule", "VMRule", "GrafanaAlertRuleGroup", "List"];

function formatOf(root: Located): AlertFormat | undefined {
  const kind = textOf(valueAt(root, "kind"));
  if (kind !== undefined && ruleKinds.includes(kind)) return "prometheus";
  if (entryOf(root, "apiVersion") && kind !== undefined) {
    // Loki's AlertingRule, Google's Rules and others hold their groups as PrometheusRule does.
    return valueAt(root, "spec", "groups")?.kind === "list" ? "prometheus" : undefined;
  }
  if (isResources(root)) return "cloudwatch";
  const first = root.kind === "list" ? root.items[0] : (itemsOf(valueAt(root, "monitors"))[0] ?? root);
  if (entryOf(first, "query") && entryOf(first, "name") && entryOf(first, "type")) return "datadog";
  if (entryOf(root, "groups")) return textOf(valueAt(root, "apiVersion")) === undefined ? "prometheus" : "grafana";
  const rule = root.kind === "list" ? root.items[0] : undefined;
  if (entryOf(rule, "title") && (entryOf(rule, "condition") || entryOf(rule, "data"))) return "grafana";
  return undefined;
}

/** A Kubernetes resource of another kind, which defines no alerts. */
const isOtherResource = (root: Located): boolean =>
  textOf(valueAt(root, "apiVersion")) !== undefined && textOf(valueAt(root, "kind")) !== undefined;

const isEmpty = (root: Located): boolean =>
  (root.kind === "map" && root.entries.length === 0) || (root.kind === "list" && root.items.length === 0);
