import { readActionItems } from "../../markdown/action-items.ts";
import { readDocument } from "../../markdown/document.ts";
import { readFrontmatter } from "../../markdown/frontmatter.ts";
import { sectionOf } from "../../markdown/section-names.ts";
import { setField } from "../../markdown/set-field.ts";
import { splice } from "../../markdown/text.ts";
import type { Effect } from "../../model/effect.ts";
import { readFields, withInstants } from "../../model/fields.ts";
import { incidentSchema } from "../../model/incident.ts";
import { keyIn } from "../../model/key.ts";
import type { ArchiveObservation } from "../../model/observation.ts";
import type { FileText } from "../../model/world.ts";
import { followItem, type ItemOf, type ItemStep, isOurs as isMadeByUs, keyOf } from "./follow-item.ts";
import { taskList } from "./task-list.ts";

/** What became of one incident of the archive. */
export interface Followed {
  readonly path: string;
  readonly text: string;
  readonly effects: readonly Effect[];
  readonly notes: readonly string[];
}

/** Follows the action items of a merged incident, and closes it. */
export function followIncident(file: FileText, observation: ArchiveObservation): Followed {
  const { config, now } = observation;
  const read = readDocument(file.path, file.text);
  if (read.kind === "unread" || read.document.frontmatter.kind !== "ok") {
    return {
      path: file.path,
      text: file.text,
      effects: [],
      notes: [`${file.path} can't be read: its action items are not followed`],
    };
  }
  const { document } = read;
  const { frontmatter } = read.document.frontmatter;
  const fields = withInstants(readFields(frontmatter.fields));
  const section = sectionOf(document, "Action items", config);
  const items = section ? readActionItems(document, section) : [];
  const steps = items.map((item) => followItem(document, item, { fields, path: file.path }, observation));
  const doubles = steps.flatMap((step) => closeDoubles(step, { fields, path: file.path }, observation));
  const issue = observation.openIncidents.find(({ number }) => number === fields.issue);
  const over = fields.status === "resolved" || fields.status === "closed";
  const close: readonly Effect[] =
    issue && over ? [{ kind: "edit-issue", number: issue.number, state: "closed", reason: "completed" }] : [];
  const closing = fields.status === "resolved" && isOurs(fields.id, file.path);
  const order = Object.keys(incidentSchema.shape);
  const text = splice(
    file.text,
    steps.flatMap((step) => step.splices),
  );
  return {
    path: file.path,
    text: closing ? closed(text, order, fields.closed ?? closedOnRolling(file.path, observation) ?? now) : text,
    effects: [...steps.flatMap((step) => step.effects), ...doubles, ...taskList(fields, steps, observation), ...close],
    notes: steps.flatMap((step) => step.notes),
  };
}

/** Whether an archived file is a record of Gitcident's own, and not one of an adopted archive. */
const isOurs = (id: string | undefined, path: string): boolean => id !== undefined && path.includes(id);

/** The time that waits in the rolling pull request: a look later must not be a new one. */
function closedOnRolling(path: string, { rolling }: ArchiveObservation): string | undefined {
  const read = readFrontmatter(rolling?.pull ? (rolling.files[path] ?? "") : "");
  return read.kind === "ok" ? withInstants(readFields(read.frontmatter.fields)).closed : undefined;
}

function closed(text: string, order: readonly string[], at: string): string {
  const set = (before: string, key: string, value: string): string => {
    const read = readDocument("", before);
    if (read.kind !== "ok" || read.document.frontmatter.kind !== "ok") return before;
    return splice(before, setField(before, read.document.frontmatter.frontmatter, key, value, order));
  };
  return set(set(text, "status", "closed"), "closed", at);
}

/** Of two issues for one item, opened by two workers at the same moment, the one that its line names stays. */
function closeDoubles({ item, number }: ItemStep, of: ItemOf, observation: ArchiveObservation): readonly Effect[] {
  if (number === undefined) return [];
  const key = keyOf(item, of);
  return observation.actionIssues
    .filter((issue) => issue.number !== number && issue.state === "open" && isMadeByUs(issue, observation))
    .filter((issue) => keyIn(issue.body) === key)
    .map((issue) => ({ kind: "edit-issue", number: issue.number, state: "closed", reason: "not_planned" }));
}
