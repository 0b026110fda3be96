import { maxFileBytes, type Source } from "../../model/ask.ts";
import type { TreeEntry } from "../../model/world.ts";
import type { GitObject, Objects } from "./objects.ts";

/** Trees larger than this are asked of the server. */
const mostTree = 8_000_000;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * A source that reads trees and blobs from a clone where it has them, else from the server. What a branch or a pull
 * request is now, only the server knows.
 */
export function checkoutSource(source: Source, objects: Objects): Source {
  return {
    ...source,
    tree: async (ask) => (await readTree(objects, ask.sha, "")) ?? source.tree(ask),
    blob: async (ask) => {
      const found = await objects.get(ask.sha, maxFileBytes);
      return found?.type === "blob" ? textOf(found) : source.blob(ask);
    },
  };
}

function textOf({ bytes }: GitObject): string | null {
  if (bytes === null) return null;
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Every file under a tree; undefined when a part of it is not in the clone. */
async function readTree(objects: Objects, sha: string, folder: string): Promise<readonly TreeEntry[] | undefined> {
  const found = await objects.get(sha, mostTree);
  if (found?.type !== "tree" || found.bytes === null) return undefined;
  const parts = await Promise.all(
    entriesIn(found.bytes, sha.length / 2).map(async ({ mode, name, sha }) => {
      const path = folder + name;
      if (mode === "40000") return readTree(objects, sha, `${path}/`);
      if (mode === "160000") return [{ path, sha, size: 0, type: "module" } as const];
      const blob = await objects.get(sha, -1);
      const type = mode === "120000" ? ("link" as const) : ("file" as const);
      return blob && [{ path, sha, size: blob.size, type }];
    }),
  );
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** A tree object: `<mode> <name>\0<name of the object, raw>`, again and again. */
function entriesIn(bytes: Buffer, nameLength: number) {
  const entries: { readonly mode: string; readonly name: string; readonly sha: string }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [space, zero] = [bytes.indexOf(32, at), bytes.indexOf(0, at)];
    const end = zero + 1 + nameLength;
    entries.push({
      mode: bytes.toString("latin1", at, space),
      name: bytes.toString("utf8", space + 1, zero),
      sha: bytes.toString("hex", zero + 1, end),
    });
    at = end;
  }
  return entries;
}
