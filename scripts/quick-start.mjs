// What makes a start of the command line cheap, in the terms of the bundler.

/**
 * A group of all modules that some files import without waiting, so that one file is read instead of forty small ones. What is
 * imported when it is needed, such as parsers and drawings, stays apart.
 */
export function inOneFile(name, paths) {
  let modules;
  return {
    name: (id, context) => {
      modules ??= importedBy(paths, (one) => context.getModuleInfo(one));
      return modules.has(id) ? name : null;
    },
  };
}

function importedBy(paths, infoOf) {
  const found = new Set();
  const enter = (id) => {
    const info = found.has(id) ? null : infoOf(id);
    if (!info || info.isExternal) return;
    found.add(id);
    for (const below of info.importedIds) enter(below);
  };
  for (const path of paths) enter(path);
  return found;
}

/**
 * Takes modules of node from `process.getBuiltinModule` in the chunks of a name. To import one reads each of its properties, of which
 * some load half of node: nine of them took 17 ms, and 8 ms this way.
 */
export function builtinsUntouched(name) {
  return {
    name: "builtins-untouched",
    renderChunk(code, chunk) {
      if (chunk.name !== name) return null;
      const [head] = /^(?:(?:import .*|\/\/.*)?\n)*/.exec(code);
      return head.replace(/^import (.+) from "(node:.+)";$/gm, constantOf) + code.slice(head.length);
    },
  };
}

function constantOf(line, what, from) {
  const [shape, all, list] = /^(?:(?:\* as )?([\w$]+))?(?:, )?(?:\{(.*)\})?$/.exec(what) ?? [];
  if (!shape) throw new Error(`Unexpected ${line}, expected one name, a list in braces, or both`);
  const made = list === undefined ? [] : [`{${list.replaceAll(" as ", ": ")}}`];
  const names = all === undefined ? made : [all, ...made];
  return names.map((name) => `const ${name} = globalThis.process.getBuiltinModule("${from}");`).join("");
}

/** Commander's way to start other programs, which no verb is: a module of node that takes 4 ms to load. */
export const withoutPrograms = {
  name: "without-programs",
  resolveId: (source, importer) =>
    source === "node:child_process" && /[\\/]commander[\\/]/.test(importer ?? "") ? "\0no-programs" : null,
  load: (id) => (id === "\0no-programs" ? "export default undefined;" : null),
};
