import { maxFileBytes, type Source } from "../../model/ask.ts";
import { HostError } from "../../model/errors.ts";
import type { FileText, TreeEntry } from "../../model/world.ts";
import { blobSha } from "../blob-sha.ts";
import type { Client } from "./client.ts";
import { at, listAt, numberAt, textAt } from "./json.ts";
import type { KnownTree, Memory } from "./memory.ts";

export function fileSource(client: Client, memory: Memory): Pick<Source, "tree" | "file" | "blob" | "shared-config"> {
  return {
    tree: async ({ sha }) => (await readTree(client, memory, sha)).entries,
    blob: ({ sha }) => readBlob(client, memory, sha),
    file: async ({ ref, path }) => {
      const place = `${ref}:${path}`;
      const known = memory.files.get(place);
      if (known) return known.file;
      // A commit's files never change; a branch's do.
      if (!isCommit(ref)) return readFile(client, memory, ref, path);
      const file = await memory.joined(place, () => readFile(client, memory, ref, path));
      memory.files.set(place, { file });
      return file;
    },
    "shared-config": async ({ repository }) =>
      memory.brief(`config ${repository}`, configTtl, async () => {
        const place = { repo: repository, path: ".github/gitcident.yml" };
        const found = await client.find("/contents/{path}", place);
        return textAt(found, "encoding") === "base64" ? decoded(textAt(found, "content"), textAt(found, "sha")) : null;
      }),
  };
}

/** Whether a ref is a commit's SHA, not a branch. */
export function isCommit(ref: string): boolean {
  return /^[0-9a-f]{40}$/.test(ref);
}

/** Milliseconds for which another repository's config is believed: nobody tells us when it changes. */
const configTtl = 300_000;

async function readFile(client: Client, memory: Memory, ref: string, path: string): Promise<FileText | null> {
  const found = await client.find("/contents/{path}", { path, ref });
  // A folder is a list; links and submodules say so in `type`.
  if (found === null || Array.isArray(found) || textAt(found, "type") !== "file") return null;
  const sha = textAt(found, "sha");
  if (numberAt(found, "size") > maxFileBytes) return null;
  // From 1 MB on the content is left out; the blob has it.
  const inline = textAt(found, "encoding") === "base64";
  const text = inline ? decoded(textAt(found, "content"), sha) : await readBlob(client, memory, sha);
  if (text !== null) memory.blobs.set(sha, text);
  return text === null ? null : { path, text, sha };
}

/** Remembers a text that was written, as reading it would: what is too large is never answered. Returns its SHA. */
export function noteText(memory: Memory, text: string): string {
  const sha = blobSha(text);
  if (Buffer.byteLength(text) <= maxFileBytes) memory.blobs.set(sha, text);
  return sha;
}

async function readBlob(client: Client, memory: Memory, sha: string): Promise<string | null> {
  const known = memory.blobs.get(sha);
  return known ?? memory.joined(`blob ${sha}`, () => fetchBlob(client, memory, sha));
}

async function fetchBlob(client: Client, memory: Memory, sha: string): Promise<string | null> {
  const blob = await client.find("/git/blobs/{file_sha}", { file_sha: sha });
  // Who has its name has seen it: a server that does not know it now tells of a part of what it has.
  if (blob === null) throw new HostError(`Unexpected 404 for blob ${sha}, expected its text`, partial);
  if (numberAt(blob, "size") > maxFileBytes) return null;
  const text = decoded(textAt(blob, "content"), sha);
  if (text !== null) memory.blobs.set(sha, text);
  return text;
}

const partial = { status: 404, retryable: true };

/**
 * The text of base64 (GitHub breaks its lines), byte for byte: a BOM stays. Null where it is not UTF-8 or too large.
 * `HostError` where it is not what its SHA names: a report must not be made from a part of a file.
 */
function decoded(base64: string, sha: string): string | null {
  const bytes = Buffer.from(base64, "base64");
  if (blobSha(bytes) !== sha) {
    throw new HostError(`Unexpected ${bytes.length} bytes for blob ${sha}, expected those that it names`, partial);
  }
  if (bytes.length > maxFileBytes) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Every file under a tree; a listing that GitHub cut short is read folder by folder instead. */
export async function readTree(client: Client, memory: Memory, sha: string): Promise<KnownTree> {
  const known = memory.trees.get(sha);
  return known ?? memory.joined(`tree ${sha}`, () => fetchTree(client, memory, sha));
}

async function fetchTree(client: Client, memory: Memory, sha: string): Promise<KnownTree> {
  const route = "/git/trees/{tree_sha}";
  const whole = await client.get(route, { tree_sha: sha, recursive: "1" });
  const tree = at(whole, "truncated") === true ? await walkTree(client, memory, sha) : treeOf(listAt(whole, "tree"));
  memory.trees.set(sha, tree);
  return tree;
}

async function walkTree(client: Client, memory: Memory, sha: string): Promise<KnownTree> {
  const one = await client.get("/git/trees/{tree_sha}", { tree_sha: sha });
  if (at(one, "truncated") === true) {
    const facts = { status: 200, retryable: false };
    throw new HostError(`Unexpected folder with more entries than GitHub lists, expected fewer (tree ${sha})`, facts);
  }
  const here = treeOf(listAt(one, "tree"));
  const entries = [...here.entries];
  const executable = new Set(here.executable);
  for (const folder of listAt(one, "tree").filter((entry) => textAt(entry, "type") === "tree")) {
    const below = await readTree(client, memory, textAt(folder, "sha"));
    const prefix = `${textAt(folder, "path")}/`;
    for (const entry of below.entries) entries.push({ ...entry, path: prefix + entry.path });
    for (const path of below.executable) executable.add(prefix + path);
  }
  return { entries, executable };
}

function treeOf(listed: readonly unknown[]): KnownTree {
  const entries: TreeEntry[] = [];
  const executable = new Set<string>();
  for (const entry of listed) {
    const [path, kind, mode] = [textAt(entry, "path"), textAt(entry, "type"), textAt(entry, "mode")];
    if (path === "" || kind === "tree") continue;
    const type = kind === "commit" || mode === "160000" ? "module" : mode === "120000" ? "link" : "file";
    entries.push({ path, sha: textAt(entry, "sha"), size: numberAt(entry, "size"), type });
    if (mode === "100755") executable.add(path);
  }
  return { entries, executable };
}
