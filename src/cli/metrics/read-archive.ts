import { maxFileBytes } from "../../model/ask.ts";
import type { IncidentFact } from "../../reports/metrics/fact.ts";
import { factReader } from "../../reports/metrics/read-facts.ts";
import { cacheFolder } from "../cache-folder.ts";
import { forShortRun } from "../engine.ts";
import type { Io } from "../io.ts";
import { readManifest } from "../package.ts";
import { plain } from "../plain.ts";
import { readText, stampAt } from "../read-text.ts";
import type { Asked } from "../verb.ts";
import type { Workspace } from "../workspace.ts";
import { archivePaths, globsWithout } from "./archive-paths.ts";
import { type KnownFacts, nothingKnown, openFacts } from "./known-facts.ts";

/** The facts of every file that metrics are made from: one is read after the other, those that changed since the last run. */
export function readArchive(workspace: Workspace, asked: Asked, io: Io): readonly IncidentFact[] {
  forShortRun();
  const { paths } = archivePaths(workspace);
  for (const glob of globsWithout(
    workspace.config.archives.flatMap((one) => one.paths),
    paths,
  )) {
    io.err(`Note: ${plain(`no file fits \`${glob}\` of \`archives\`: nothing of it is counted`)}`);
  }
  const read = factReader(workspace.config);
  const known = knownFor(workspace, asked, io);
  const progress = io.progress("Reading", paths.length);
  const room = Buffer.allocUnsafe(maxFileBytes);
  const facts: IncidentFact[] = [];
  for (const [index, path] of paths.entries()) {
    progress.at(index);
    const place = `${workspace.root}/${path}`;
    const fact = known === nothingKnown ? undefined : known.untouched(path, stampAt(place));
    if (fact) {
      facts.push(fact);
      continue;
    }
    const file = readText(place, room);
    if (file.kind === "skipped") {
      const unread = read({ path, text: null });
      if (unread) facts.push(unread);
      continue;
    }
    const stamp = known === nothingKnown ? undefined : file.stamp;
    const same = known.same(path, stamp, file.bytes);
    const own = same ?? read({ path, text: file.text });
    if (own && !same) known.learn(path, stamp, file.bytes, own);
    if (own) facts.push(own);
  }
  progress.end();
  known.keep();
  return facts;
}

/** Goes up whenever a fact is made of something else than before. */
const form = 4;

function knownFor({ root, config }: Workspace, asked: Asked, io: Io): KnownFacts {
  const folder = cacheFolder(asked, io, root);
  if (folder === undefined) return nothingKnown;
  return openFacts(folder, JSON.stringify([form, readManifest().version, config]));
}
