import { readManifest, repositoryName } from "../package.ts";

/**
 * The package's own workflow as another repository runs it: the Action of this version instead of the one beside the
 * workflow, and that repository's default branch.
 */
export function workflowFor(own: string, defaultBranch: string): string {
  const name = repositoryName() ?? "gitcident/gitcident";
  const action = `uses: ${name}@v${readManifest().version} # pin it to that tag's commit: git ls-remote https://github.com/${name} v${readManifest().version}`;
  return own
    .replaceAll(/uses: \.\/$/gm, action)
    .replace(/branches: \[main, /, () => `branches: [${JSON.stringify(defaultBranch)}, `);
}
