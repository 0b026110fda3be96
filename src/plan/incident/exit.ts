import { readDocument } from "../../markdown/document.ts";
import { itemsOf } from "../../markdown/items.ts";
import { sectionOf } from "../../markdown/section-names.ts";
import { type Config, typeConfigOf } from "../../model/config.ts";
import type { IncidentRecord } from "./record.ts";

/** Something that the record must hold before it is resolved, and the command that puts it there. */
export interface Need {
  readonly says: string;
  readonly command: string;
}

type NeedName = Config["types"][string]["needs"][number];

const needs: {
  readonly [K in NeedName]: Need & { readonly met: (record: IncidentRecord, config: Config) => boolean };
} = {
  acknowledged: {
    says: "nobody has acknowledged it",
    command: "/ack",
    met: ({ fields }) => fields.acknowledged !== undefined,
  },
  mitigated: { says: "it is not mitigated", command: "/mitigate", met: ({ fields }) => fields.mitigated !== undefined },
  impact: {
    says: "no impact is recorded",
    command: "/impact customers=100%",
    met: ({ fields }) => Object.keys(fields.impact).length > 0,
  },
  cause: { says: "no cause is recorded", command: "/cause text", met: ({ fields }) => fields.causes.length > 0 },
  commander: {
    says: "it has no commander",
    command: "/assign commander me",
    met: ({ fields }) => fields.roles["commander"] !== undefined,
  },
  communications: {
    says: "nobody leads communications",
    command: "/assign communications me",
    met: ({ fields }) => fields.roles["communications"] !== undefined,
  },
  update: {
    says: "no update has been sent",
    command: "/update text",
    met: (record, config) => hasUpdate(record, config),
  },
};

/** The exit criteria of the incident's type that the record does not meet yet. */
export function unmetNeeds(record: IncidentRecord, config: Config): readonly Need[] {
  if (record.fields.kind !== "incident" && record.fields.kind !== "drill") return [];
  return typeConfigOf(record.fields.type, config)
    .needs.map((name) => needs[name])
    .filter((need) => !need.met(record, config));
}

function hasUpdate(record: IncidentRecord, config: Config): boolean {
  const read = readDocument("", record.text);
  const section = read.kind === "ok" ? sectionOf(read.document, "Communication log", config) : undefined;
  return read.kind === "ok" && section !== undefined && itemsOf(read.document, section).length > 0;
}
