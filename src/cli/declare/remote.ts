import type { Git } from "../../host/local/git.ts";
import { digestOf } from "../../model/digest.ts";
import type { Effect } from "../../model/effect.ts";
import { branchOf, idOf } from "../../model/incident.ts";
import { type ExitCode, exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { printJson } from "../plain.ts";
import { remoteHost, remotePlace } from "../remote.ts";
import { sayEffect } from "../say-effect.ts";
import type { Asked } from "../verb.ts";
import type { Workspace } from "../workspace.ts";
import { formOf, type Said } from "./said.ts";

/** Opens the incident's issue; the App or the Action does everything else. */
export async function declareRemotely(given: {
  readonly asked: Asked;
  readonly io: Io;
  readonly workspace: Workspace;
  readonly said: Said;
  readonly git: Git;
}): Promise<ExitCode> {
  const { asked, io, workspace, said, git } = given;
  const { label } = workspace.config;
  const body = formOf(said);
  const issue: Effect<"open-issue"> = {
    kind: "open-issue",
    key: `declare:${digestOf(said.title + body)}`,
    title: said.title,
    body,
    labels: [label],
    assignees: [],
  };
  const json = asked.options["json"] === true;
  const place = await remotePlace(asked, io, git);
  if (asked.options["dryRun"] === true) {
    io.out(
      json
        ? printJson({ dryRun: true, repository: `${place.owner}/${place.repo}`, effects: [issue] })
        : `${sayEffect(issue)}\n\n${body}`,
    );
    io.err("Nothing was written.");
    return exit.ok;
  }
  // Who opens it does not matter here, so nobody is asked.
  const host = await remoteHost(place, asked, io, "unknown");
  const known = await host.source.labels({ kind: "labels" });
  if (!known.some((one) => one.toLowerCase() === label.toLowerCase())) {
    await host.sink["make-label"]({
      kind: "make-label",
      name: label,
      color: "b60205",
      description: "Makes an issue an incident",
    });
  }
  const receipt = await host.sink["open-issue"](issue);
  const number = receipt.done ? (receipt.number ?? 0) : 0;
  const [opened, { url }] = await Promise.all([
    host.source.issue({ kind: "issue", number }),
    host.source.repository({ kind: "repository" }),
  ]);
  const id = idOf({ number, createdAt: opened?.createdAt ?? workspace.now });
  const address = `${url}/issues/${number}`;
  io.out(json ? printJson({ id, issue: number, url: address, branch: branchOf(id) }) : `${id} ${address}\n`);
  io.err(
    "Declared. The App or the Action makes its branch, file and pull request; without either, run `npx gitcident apply --incident " +
      number +
      "`.",
  );
  return exit.ok;
}
