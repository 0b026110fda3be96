import { readFileSync } from "node:fs";

/** The folder of the package: a checkout, or what npm unpacked. */
export const packageRoot = new URL("../../", import.meta.url);

interface Manifest {
  readonly version: string;
  readonly repository?: string | { readonly url?: string };
}

let manifest: Manifest | undefined;

export function readManifest(): Manifest {
  manifest ??= JSON.parse(readFileSync(new URL("package.json", packageRoot), "utf8")) as Manifest;
  return manifest;
}

/** `owner/name` of the repository that the package comes from; undefined where it does not say. */
export function repositoryName(): string | undefined {
  const { repository } = readManifest();
  const said = typeof repository === "string" ? repository : (repository?.url ?? "");
  const form = /^(?:github:|(?:git\+)?(?:https:\/\/|ssh:\/\/git@)github\.com\/)?([\w.-]+\/[\w.-]+?)(?:\.git)?$/;
  return form.exec(said)?.[1];
}

/** The web address of a page of the documentation, of this version; null where the package does not say where it lives. */
export function docsUrl(page: string): string | null {
  const name = repositoryName();
  return name ? `https://github.com/${name}/blob/v${readManifest().version}/docs/${page}` : null;
}
