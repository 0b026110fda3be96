import { type AlertsRead, joined, oneAlert, unread } from "./alerts-read.ts";
import { entryOf, itemsOf, type Located, textOf, valueAt } from "./located.ts";
import { lineAt } from "./rule-groups.ts";
import { type AlertFile, runbookIn, runbookInProse, severityIn } from "./rule-of.ts";

/**
 * Datadog monitors as its API gives them: one, a list, or a list under `monitors`. Tags `key:value` are labels; the
 * runbook is a tag, or an address of the message. https://docs.datadoghq.com/api/latest/monitors/
 */
export function readDatadog(file: AlertFile, root: Located): AlertsRead {
  const list = root.kind === "list" ? root : valueAt(root, "monitors");
  if (list?.kind === "list") return joined(itemsOf(list).map((monitor) => readMonitor(file, monitor)));
  return readMonitor(file, root);
}

function readMonitor(file: AlertFile, monitor: Located): AlertsRead {
  const named = entryOf(monitor, "name");
  const name = textOf(named?.value);
  if (!named || name === undefined) {
    return unread(file.path, lineAt(file, monitor.start), "Unexpected monitor without a name, expected `name`");
  }
  const tags = itemsOf(valueAt(monitor, "tags")).map((tag) => ({ tag, text: textOf(tag) ?? "" }));
  const pairs = tags.flatMap(({ text }) => {
    const colon = text.indexOf(":");
    return colon > 0 ? [[text.slice(0, colon), text.slice(colon + 1)] as const] : [];
  });
  const labels = Object.fromEntries(pairs);
  const priority = textOf(valueAt(monitor, "priority"));
  const message = valueAt(monitor, "message");
  const tagged = {
    kind: "map" as const,
    start: 0,
    end: 0,
    entries: tags.flatMap(({ tag, text }) => {
      const colon = text.indexOf(":");
      return colon > 0
        ? [
            {
              key: text.slice(0, colon),
              at: tag.start,
              value: { kind: "text" as const, start: tag.start, end: tag.end, text: text.slice(colon + 1) },
            },
          ]
        : [];
    }),
  };
  const found = runbookIn(file, [tagged]);
  return oneAlert({
    name,
    ...(priority === undefined ? severityIn(labels) : { severity: /^\d$/.test(priority) ? `P${priority}` : priority }),
    labels,
    annotations: message?.kind === "text" && message.text !== undefined ? { message: message.text } : {},
    ...(found.runbook ? found : runbookInProse(file, message)),
    path: file.path,
    line: lineAt(file, named.at),
  });
}
