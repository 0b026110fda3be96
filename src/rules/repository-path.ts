/** Where a link of a file leads in its repository. */
export interface RepositoryPlace {
  /** From the root, without `.` and `..`; empty: the file itself. */
  readonly path: string;
  /** Without `#`; empty where there is none. */
  readonly anchor: string;
}

/** Whether an address has a scheme or a host, and so leads out of the repository. */
function isElsewhere(address: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]{0,30}:|\/\/)/i.test(address);
}

/**
 * The place to which an address of a Markdown file leads, as GitHub shows it: relative to the file's folder, or from the
 * root where it begins with `/`. Undefined for addresses of other places, the root and the pages of GitHub above the repository included.
 */
export function posixPath(folder: string, address: string): RepositoryPlace | undefined {
  if (isElsewhere(address)) return undefined;
  const hash = address.indexOf("#");
  const anchor = decoded(hash === -1 ? "" : address.slice(hash + 1));
  const written = writtenPath(address);
  if (written === undefined || anchor === undefined) return undefined;
  if (written === "") return { path: "", anchor };
  const parts = partsFrom(folder, written);
  return parts === undefined || parts.length === 0 ? undefined : { path: parts.join("/"), anchor };
}

/** Whether a relative address climbs above the repository's root. */
export function climbsOut(folder: string, address: string): boolean {
  const written = isElsewhere(address) ? undefined : writtenPath(address);
  return written !== undefined && partsFrom(folder, written) === undefined;
}

/** An address without its query and anchor. */
function writtenPath(address: string): string | undefined {
  return decoded(address.replace(/[?#].*$/s, ""));
}

function partsFrom(folder: string, written: string): readonly string[] | undefined {
  const parts: string[] = [];
  for (const part of (written.startsWith("/") ? written : `${folder}/${written}`).split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
