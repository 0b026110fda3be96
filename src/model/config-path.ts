/** Where a repository's config lies. */
export const configPath = ".github/gitcident.yml";
