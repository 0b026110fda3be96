import gitcident from "./plugin.ts";

/**
 * `gitcident/remark`: the preset that remark-cli and the remark extensions of editors take by its name. The plugin in it, which
 * takes options, is `gitcident/remark/plugin`. Neither needs a plugin for frontmatter or tables: rules look at the text.
 */
export default { plugins: [gitcident] };
