import { hash } from "node:crypto";
import { join } from "node:path";
import { anchorsIn } from "../../markdown/anchors.ts";
import type { Config } from "../../model/config.ts";
import type { Facts } from "../../model/facts.ts";
import type { Finding } from "../../model/finding.ts";
import type { Instant } from "../../model/time.ts";
import { mayFallDue } from "../../rules/action-items-due.ts";
import type { Checked } from "../../rules/checked.ts";
import { readText } from "../read-text.ts";
import { type AskedFact, noting } from "./asked-facts.ts";
import { judgeText } from "./judge-text.ts";
import { treeFacts } from "./tree-facts.ts";

/** What findings depend on, besides a file's path and bytes. */
export interface Around {
  readonly root: string;
  readonly config: Config;
  readonly templates: Readonly<Record<string, string>>;
  readonly now: Instant;
  /** The paths of all incident files; undefined where nobody has listed them. */
  readonly records?: readonly string[];
  /** CODEOWNERS; undefined where there is none. */
  readonly codeOwners?: string | undefined;
}

/** What rules may ask of the working tree: one for many files. */
export function factsAround({ root, config, records }: Around): Facts {
  return treeFacts({ root, config, ...(records && { records }), anchorsIn });
}

/** A file to look at, and the digest of the bytes whose findings are known. */
export interface Wish {
  readonly path: string;
  readonly sha: string | undefined;
}

export type Looked =
  | { readonly kind: "skipped"; readonly path: string; readonly reason: string }
  | { readonly kind: "same"; readonly path: string; readonly stamp: string | undefined }
  | ({ readonly kind: "judged"; readonly path: string } & Judged);

export interface Judged {
  readonly sha: string;
  /** Undefined where the file was written so shortly before that a further write could go unnoticed. */
  readonly stamp: string | undefined;
  readonly findings: readonly Finding[];
  readonly disabled?: Checked["disabled"];
  /** Whether the findings are the same at any later time. */
  readonly lasting: boolean;
  /** What the rules asked of the repository around the file. */
  readonly asked: readonly AskedFact[];
}

/** Reads a file and asks the rules of it, unless its bytes are known. `facts` are best shared by many files. */
export function lookAtFile({ path, sha: known }: Wish, around: Around, facts: Facts = factsAround(around)): Looked {
  const { root, config, templates, now, codeOwners } = around;
  const read = readText(join(root, path));
  if (read.kind === "skipped") return { kind: "skipped", path, reason: read.reason };
  const { text, bytes, stamp } = read;
  const sha = hash("sha256", bytes, "base64");
  if (sha === known) return { kind: "same", path, stamp };
  const asked: AskedFact[] = [];
  const noted = noting(facts, asked);
  const check = (at: Instant): Checked =>
    judgeText({ path, text, config, templates, now: at, codeOwners, facts: noted });
  const checked = check(now);
  const { findings, disabled } = checked;
  return {
    kind: "judged",
    path,
    sha,
    stamp,
    findings,
    ...(disabled && { disabled }),
    lasting: isLasting(checked, check) && !mayFallDue(text, now),
    asked,
  };
}

/** A present that no file has reached. */
const farAway: Instant = "9999-01-01T00:00:00Z";

/**
 * Rules know the present only as a bound that times must not pass, so that a finding can only go as time goes by: none
 * now is none ever, and what holds now and far away holds in between. test/cli/cache.test.ts holds the rules to it. Only
 * what falls due comes by itself, see `mayFallDue`. What a person switched off may come to nothing, which is a finding.
 */
function isLasting({ findings, disabled }: Checked, check: (at: Instant) => Checked): boolean {
  if (findings.length === 0 && disabled === undefined) return true;
  return JSON.stringify(check(farAway).findings) === JSON.stringify(findings);
}
