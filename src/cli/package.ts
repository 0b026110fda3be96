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

/** The web address of a page of the documentation, of this version; null where the package does not say where it lives. */
export function docsUrl(page: string): string | null {
  const { repository, version } = readManifest();
  const said = typeof repository === "string" ? repository : (repository?.url ?? "");
  const name = /^(?:github:|(?:git\+)?(?:https:\/\/|ssh:\/\/git@)github\.com\/)?([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(
    said,
  );
  return name ? `https://github.com/${name[1]}/blob/v${version}/docs/${page}` : null;
}
