/** Where a link of a file leads in its repository. */
export interface RepositoryPlace {
  /** From the root, without `.` and `..`; empty: the file itself. */
  readonly path: string;
  /** Without `#`; empty where there is none. */
  readonly anchor: string;
}

/**
 * The place to which an address of a Markdown file leads, as GitHub shows it: relative to the file's folder, or from the
 * root where it begins with `/`. Undefined for addresses of other places, the pages of GitHub above the repository included.
 */
export function posixPath(folder: string, address: string): RepositoryPlace | undefined {
  if (/^(?:[a-z][a-z0-9+.-]{0,30}:|\/\/)/i.test(address)) return undefined;
  const hash = address.indexOf("#");
  const place = hash === -1 ? address : address.slice(0, hash);
  const anchor = decoded(hash === -1 ? "" : address.slice(hash + 1));
  const query = place.indexOf("?");
  const written = decoded(query === -1 ? place : place.slice(0, query));
  if (written === undefined || anchor === undefined) return undefined;
  if (written === "") return { path: "", anchor };
  const parts: string[] = [];
  for (const part of (written.startsWith("/") ? written : `${folder}/${written}`).split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? undefined : { path: parts.join("/"), anchor };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
