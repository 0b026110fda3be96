import type { PlacedActionItem } from "../../markdown/action-items.ts";
import { safeInline, safeTitle } from "../../markdown/safe-text.ts";
import { actionTypes, priorities } from "../../model/action-item.ts";
import type { Effect } from "../../model/effect.ts";
import { fileAddress } from "../../model/file-address.ts";
import { type Key, withKey } from "../../model/key.ts";
import type { ArchiveObservation } from "../../model/observation.ts";
import { readDate } from "../../model/time.ts";
import type { ItemOf } from "./follow-item.ts";

/** The issue of an action item: who, by when, how urgent, and where it comes from. */
export function actionIssue(
  key: Key,
  item: PlacedActionItem,
  { fields, path }: ItemOf,
  { repository, config }: ArchiveObservation,
): Effect {
  const { url, defaultBranch } = repository;
  const address = fileAddress(url, defaultBranch, path);
  const priority = priorities.find((one) => one === item.priority);
  const type = actionTypes.find((one) => one === item.type);
  const owner = item.owner?.replace(/^@/, "");
  const lines = [
    owner && `- Owner: ${safeInline(owner)}`,
    readDate(item.due ?? "") && `- Due: ${item.due}`,
    priority && `- Priority: ${priority}`,
    type && `- Type: ${type}`,
    item.every && `- Every: ${safeInline(item.every)}`,
  ];
  const body = [
    `Follows from [${safeInline(fields.id ?? path)}](${address})${fields.issue ? ` (#${fields.issue})` : ""}: ${safeInline(fields.title ?? "")}`,
    lines.filter((line) => line).join("\n"),
    "Closing this issue ticks its line in the record; reopening it takes the tick away.",
  ];
  return {
    kind: "open-issue",
    key,
    title: safeTitle(item.text),
    body: withKey(key, body.filter((part) => part !== "").join("\n\n")),
    labels: [config.actionLabel, ...(priority ? [`priority:${priority}`] : [])],
    assignees: owner && !owner.includes("/") ? [owner] : [],
    ...(fields.issue === undefined ? {} : { parent: fields.issue }),
  };
}
