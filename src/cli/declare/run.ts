import { isMistake } from "../../commands/command.ts";
import { readTimeOnly } from "../../commands/time-phrase.ts";
import { localHost } from "../../host/local/local-host.ts";
import { maskSecrets } from "../../host/secrets/mask.ts";
import { readSeverity } from "../../model/config.ts";
import { severities } from "../../model/incident.ts";
import type { Instant } from "../../model/time.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { repositoryNamed, tokenIn } from "../remote.ts";
import { type Asked, textOf } from "../verb.ts";
import { openWorkspace, type Workspace } from "../workspace.ts";
import { declareLocally } from "./local.ts";
import { declareRemotely } from "./remote.ts";
import type { Said } from "./said.ts";

/** `declare`: opens the issue where there is a token, else writes the file into the clone. */
export async function runDeclare(asked: Asked, io: Io): Promise<ExitCode> {
  const workspace = openWorkspace(asked, io);
  const host = localHost({ root: workspace.root, env: io.env, now: () => workspace.now });
  const said = await readSaid(asked, workspace);
  const token = asked.options["local"] === true ? undefined : tokenIn(io.env);
  if (token !== undefined) {
    if (await repositoryNamed(asked, io, host.git))
      return declareRemotely({ asked, io, workspace, said, git: host.git });
    io.err("Note: this clone has no GitHub remote and --repo was not given, so the incident is declared here.");
  }
  return declareLocally({ asked, io, workspace, said, host });
}

async function readSaid(asked: Asked, { config, now }: Workspace): Promise<Said> {
  const masked = async (text: string): Promise<string> => (await maskSecrets(text)).text;
  const title = (await masked(textOf(asked, "title") ?? "")).replaceAll(/\s+/g, " ").trim();
  if (title === "" || title.length > 250) {
    throw new UsageError(
      `Unexpected --title of ${title.length} characters, expected 1 to 250: what users notice, e.g. "Checkout answers 500"`,
    );
  }
  const name = textOf(asked, "severity") ?? "";
  const severity = readSeverity(name, config);
  if (!severity)
    throw new UsageError(`Unexpected --severity ${name}, expected ${severities.join(", ")} or one of their aliases`);
  const type = textOf(asked, "type") ?? "availability";
  if (!Object.hasOwn(config.types, type)) {
    throw new UsageError(`Unexpected --type ${type}, expected ${Object.keys(config.types).join(", ")}`);
  }
  const services = (textOf(asked, "service") ?? "").split(",").map((one) => one.trim());
  return {
    title,
    severity,
    type,
    services: services.filter((one) => one !== ""),
    started: startOf(textOf(asked, "start"), now, config),
    seen: await masked(textOf(asked, "seen") ?? ""),
  };
}

function startOf(given: string | undefined, now: Instant, config: Workspace["config"]): Instant {
  if (given === undefined) return now;
  const read = readTimeOnly(given.trim(), { at: now, config });
  if (isMistake(read))
    throw new UsageError(`Unexpected --start ${given}, expected ISO 8601, HH:MM in UTC, or e.g. "10m ago"`);
  if (read.at > now) throw new UsageError(`Unexpected --start ${read.at} after now (${now}), expected a time up to it`);
  return read.at;
}
