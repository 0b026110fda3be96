// Stands for @octokit/plugin-rest-endpoint-methods in what we bundle: a name for each of GitHub's 900 endpoints, 90 KB of
// which are built at every start. We call endpoints by their paths.
export const restEndpointMethods = () => ({});
export const legacyRestEndpointMethods = () => ({});
