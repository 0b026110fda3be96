import { type AlertsRead, joined, nothingRead, oneAlert, unread } from "./alerts-read.ts";
import { entriesOf, itemsOf, type Located, type LocatedEntry, type LocatedMap, textOf, valueAt } from "./located.ts";
import { lineAt } from "./rule-groups.ts";
import { type AlertFile, recordOf, runbookIn, runbookInProse, severityIn } from "./rule-of.ts";

const alarmTypes = ["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"];
const terraformTypes = ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"];

/** The alarms of a CloudFormation template; other resources are passed over. */
export function readCloudFormation(file: AlertFile, resources: Located | undefined): AlertsRead {
  return joined(
    entriesOf(resources).map((entry) => {
      if (!alarmTypes.includes(textOf(valueAt(entry.value, "Type")) ?? "")) return nothingRead;
      const properties = valueAt(entry.value, "Properties");
      const tags = valueAt(properties, "Tags");
      return alarm(file, entry, {
        name: valueAt(properties, "AlarmName"),
        description: valueAt(properties, "AlarmDescription"),
        tags: tags?.kind === "list" ? mapOfTags(tags.items) : tags,
      });
    }),
  );
}

/** The alarms of Terraform's JSON syntax, whose blocks may be maps or lists of maps. */
export function readTerraform(file: AlertFile, resource: Located | undefined): AlertsRead {
  const blocks = (node: Located | undefined): readonly LocatedEntry[] =>
    node?.kind === "list" ? node.items.flatMap(entriesOf) : entriesOf(node);
  const alarms = blocks(resource)
    .filter(({ key }) => terraformTypes.includes(key))
    .flatMap(({ value }) => blocks(value));
  return joined(
    alarms.flatMap((entry) =>
      (entry.value.kind === "list" ? entry.value.items : [entry.value]).map((body) =>
        alarm(file, entry, {
          name: valueAt(body, "alarm_name"),
          description: valueAt(body, "alarm_description"),
          tags: valueAt(body, "tags"),
        }),
      ),
    ),
  );
}

interface Parts {
  readonly name: Located | undefined;
  readonly description: Located | undefined;
  readonly tags: Located | undefined;
}

/** A name that is put together only when it is deployed is the name of the resource. */
function alarm(file: AlertFile, { key, at, value }: LocatedEntry, { name, description, tags }: Parts): AlertsRead {
  if (value.kind === "text") {
    return unread(file.path, lineAt(file, at), "Unexpected alarm without properties, expected a map of them");
  }
  const labels = recordOf(tags);
  const found = runbookIn(file, [tags]);
  const prose = textOf(description);
  return oneAlert({
    name: textOf(name) ?? key,
    ...severityIn(labels),
    labels,
    annotations: prose === undefined ? {} : { description: prose },
    ...(found.runbook ? found : runbookInProse(file, description)),
    path: file.path,
    line: lineAt(file, at),
  });
}

/** `[{Key, Value}]` as a map. */
function mapOfTags(tags: readonly Located[]): LocatedMap {
  const entries = tags.flatMap((tag) => {
    const [key, value] = [textOf(valueAt(tag, "Key")), valueAt(tag, "Value")];
    return key === undefined || value === undefined ? [] : [{ key, at: tag.start, value }];
  });
  return { kind: "map", start: 0, end: 0, entries };
}

/** Whether a document is a CloudFormation template or Terraform in JSON. */
export function isResources(root: Located): boolean {
  const first = itemsOf(valueAt(root, "resource")).length + entriesOf(valueAt(root, "resource")).length;
  return first > 0 || entriesOf(valueAt(root, "Resources")).some(({ value }) => textOf(valueAt(value, "Type")));
}

const terraformBlocks =
  "resource data module variable output locals provider terraform moved import removed check".split(" ");

/** Whether a document can be a template or a file of Terraform at all, with or without alarms. */
export function isDeployable(root: Located): boolean {
  return valueAt(root, "Resources")?.kind === "map" || entriesOf(root).some(({ key }) => terraformBlocks.includes(key));
}
