// A registry mirror that holds only this platform's binaries makes npm leave the other platforms' optional packages
// out of package-lock.json, and `npm ci` then refuses that lock file everywhere. This puts them back, by the exact
// versions that their parents name: `node scripts/complete-lock.mjs` after `npm install`. With a full registry it does nothing.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const systems = ["android", "darwin", "linux", "win32", "freebsd", "openbsd", "netbsd", "openharmony", "sunos", "aix"];
const processors = ["arm64", "x64", "ia32", "riscv64", "ppc64", "s390x", "loong64", "mips64el", "wasm32", "arm"];
const added = [];
for (const [path, parent] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
    const version = range.replace(/^[~^]/, "");
    // Beside its parent, as npm puts it, unless the top level has that version.
    const beside = `${path.slice(0, path.lastIndexOf("node_modules/") + "node_modules/".length)}${name}`;
    const known = [`node_modules/${name}`, beside, `${path}/node_modules/${name}`].map((place) => lock.packages[place]);
    if (known.some((one) => one !== undefined && (one.version === version || range !== version))) continue;
    const words = name.split(/[/-]/);
    const os = systems.find((one) => words.includes(one)) ?? (name === "fsevents" ? "darwin" : undefined);
    const cpu = processors.find((one) => words.includes(one));
    if (!os && !cpu) continue;
    const libc = words.some((one) => one.startsWith("musl")) ? "musl" : words.includes("gnu") ? "glibc" : undefined;
    lock.packages[lock.packages[beside] ? `${path}/node_modules/${name}` : beside] = {
      version,
      ...(cpu && { cpu: [cpu] }),
      ...(parent.dev && { dev: true }),
      ...(libc && os === "linux" && { libc: [libc] }),
      optional: true,
      ...(os && { os: [os] }),
    };
    added.push(name);
  }
}
const { "": root, ...rest } = lock.packages;
lock.packages = { "": root, ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))) };
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} packages of other platforms added`);
