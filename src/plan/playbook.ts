import { safeCell, safeInline } from "../markdown/safe-text.ts";
import { type Config, severityConfigOf, typeConfigOf } from "../model/config.ts";
import { severities } from "../model/incident.ts";
import type { Runbook } from "../model/runbook.ts";
import { matchRunbooks } from "../reports/match-runbooks.ts";
import { renderNamed } from "./template.ts";

export interface Playbook {
  readonly text: string;
  /** The runbooks that name the type. */
  readonly runbooks: readonly Runbook[];
  /** Why the repository's own template was not used. */
  readonly note?: string;
}

/**
 * The response playbook of a type of incident, from `playbook.md` of the templates: roles, clocks, steps, communication,
 * exit criteria and runbooks. `linkTo` says how a path of the repository is written from where the playbook will lie.
 */
export function playbookOf(
  type: string,
  config: Config,
  runbooks: readonly Runbook[],
  templates: Readonly<Record<string, string>>,
  linkTo: (path: string) => string = (path) => path,
): Playbook {
  const matching = matchRunbooks({ services: [], alerts: [], type, runbooks: [] }, runbooks).map(
    ({ runbook }) => runbook,
  );
  const people = Object.values(config.roles).flatMap(({ delegates }) => delegates);
  const cell = (text: string): string => safeCell(text, { mentions: people });
  const rendered = renderNamed("playbook.md", templates, {
    type: {
      name: cell(type),
      exit: typeConfigOf(type, config).exit.map((one) => safeInline(one, { mentions: people })),
    },
    roles: Object.entries(config.roles).map(([name, role]) => ({
      name: cell(name),
      title: cell(role.title || name),
      delegates: role.delegates.map(cell),
      required: role.required,
    })),
    severities: severities.map((name) => {
      const { title, criteria, response, update, due } = severityConfigOf(name, config);
      return { name, title: cell(title), criteria: cell(criteria), response, update, due };
    }),
    runbooks: matching.map(({ title, path }) => ({
      title: cell(title).replaceAll(/(?<!\\)[[\]]/g, "\\$&"),
      path: linkTo(path).split("/").map(encodePart).join("/"),
    })),
  });
  const text = rendered.text.trimEnd();
  return { text: `${text}\n`, runbooks: matching, ...(rendered.note ? { note: rendered.note } : {}) };
}

/** Brackets and spaces would end the address of a link. */
function encodePart(part: string): string {
  return encodeURIComponent(part.toWellFormed()).replaceAll(/[()'*!~]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}
