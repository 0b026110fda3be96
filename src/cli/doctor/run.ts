import { localHost } from "../../host/local/local-host.ts";
import { HostError } from "../../model/errors.ts";
import { type ExitCode, exit, UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { plain, printJson } from "../plain.ts";
import { remotePlace, tokenIn } from "../remote.ts";
import type { Asked } from "../verb.ts";
import { openWorkspace, type Workspace } from "../workspace.ts";
import { inspectClone } from "./clone.ts";
import { inspectRemote } from "./remote.ts";

/** One thing that was looked at. `mend` is the command or step that puts it right. */
export interface Diagnosis {
  readonly name: string;
  /** `missing` stops something from working; `note` is good to know. */
  readonly state: "ok" | "note" | "missing";
  readonly says: string;
  readonly mend?: string;
}

/** `doctor`: what is installed, configured and permitted. */
export async function runDoctor(asked: Asked, io: Io): Promise<ExitCode> {
  const workspace = tried(() => openWorkspace(asked, io));
  const found: Diagnosis[] = [nodeOf(process.versions.node)];
  let code: ExitCode = exit.ok;
  if (workspace instanceof UsageError) found.push({ name: "repository", state: "missing", says: workspace.message });
  else {
    const host = localHost({ root: workspace.root, env: io.env });
    found.push(...(await inspectClone(workspace, host.git)));
    if (tokenIn(io.env) === undefined) {
      found.push({
        name: "token",
        state: "note",
        says: "none: declare writes into the clone; plan and apply need one",
        mend: "export GH_TOKEN=$(gh auth token)",
      });
    } else {
      try {
        found.push(...(await inspectRemote(await remotePlace(asked, io, host.git), io, workspace.config)));
      } catch (error) {
        if (!(error instanceof HostError || error instanceof UsageError)) throw error;
        const remote = error instanceof HostError;
        if (remote) code = exit.remote;
        found.push({
          name: remote ? "GitHub" : "remote",
          state: "missing",
          says: error.message,
          mend: remote ? "check the token, GITHUB_API_URL and --repo" : "give --repo owner/name",
        });
      }
    }
  }
  if (asked.options["json"] === true) io.out(printJson({ findings: found }));
  else for (const one of found) io.out(line(one, io));
  const missing = found.filter(({ state }) => state === "missing").length;
  io.err(missing === 0 ? "Nothing is missing." : `${missing} ${missing === 1 ? "thing is" : "things are"} missing.`);
  return code !== exit.ok ? code : missing > 0 ? exit.usage : exit.ok;
}

const signs = { ok: ["green", "ok     "], note: ["yellow", "note   "], missing: ["red", "missing"] } as const;

function line({ name, state, says, mend }: Diagnosis, io: Io): string {
  const [colour, sign] = signs[state];
  return `${io.paint(colour, sign)}  ${name}: ${plain(says)}\n${mend === undefined ? "" : `         ${io.paint("dim", plain(mend))}\n`}`;
}

/** The oldest Node that runs it, as package.json says. */
const oldest = [22, 18] as const;

function nodeOf(version: string): Diagnosis {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const fine = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  return fine
    ? { name: "Node", state: "ok", says: version }
    : {
        name: "Node",
        state: "missing",
        says: `${version}, expected ${oldest.join(".")} or later`,
        mend: "install Node 24 (nodejs.org)",
      };
}

function tried(open: () => Workspace): Workspace | UsageError {
  try {
    return open();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}
