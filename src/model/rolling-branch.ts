/** The branch of the rolling pull request, which stands in for commits where the default branch is protected. */
export const rollingBranch = "gitcident/reports";
