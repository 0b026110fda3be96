/** The web address of a file on a branch, in a repository whose address is given. */
export function fileAddress(repository: string, branch: string, path: string): string {
  return `${repository}/blob/${branch}/${path.split("/").map(encodeURIComponent).join("/")}`;
}
