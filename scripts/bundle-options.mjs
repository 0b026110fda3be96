import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the Action and the package are bundled with alike. */
export const bundleOptions = {
  cwd: root,
  platform: "node",
  logLevel: "silent",
  // A binary for each platform, which may be missing.
  external: ["@myriaddreamin/typst-ts-node-compiler"],
  resolve: {
    // The other build looks for a `canvas` on the machine, and would draw something else where it finds one.
    alias: { "vega-canvas": fileURLToPath(new URL("../node_modules/vega-canvas/build/vega-canvas.browser.js", import.meta.url)) },
  },
};
