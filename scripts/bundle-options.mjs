import { fileURLToPath } from "node:url";

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

/** What the Action and the package are bundled with alike. */
export const bundleOptions = {
  cwd: pathOf(".."),
  platform: "node",
  logLevel: "silent",
  // A binary for each platform, which may be missing.
  external: ["@myriaddreamin/typst-ts-node-compiler"],
  resolve: {
    alias: {
      // The other build looks for a `canvas` on the machine, and would draw something else where it finds one.
      "vega-canvas": pathOf("../node_modules/vega-canvas/build/vega-canvas.browser.js"),
      "@octokit/plugin-rest-endpoint-methods": pathOf("no-endpoint-methods.mjs"),
    },
  },
};
