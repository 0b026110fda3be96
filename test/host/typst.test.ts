import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { compileTypst } from "../../src/host/typst.ts";

it("says why a source does not compile, and gives nothing", async () => {
  const result = await compileTypst({ source: "#panic(sys.inputs.why)", inputs: { why: "because" } });
  expect(result).toMatchObject({ kind: "failed", reason: expect.stringContaining("because") });
});

it("prints letters that no font has, instead of giving up", async () => {
  const result = await compileTypst({ source: '#set text(lang: "en")\n#sys.inputs.odd', inputs: { odd: "\u{10D40}" } });
  expect(result.kind).toBe("pdf");
});

it("is missing where the optional compiler is not installed, which is exit 2 with what to do", () => {
  const hook = `import { registerHooks } from "node:module";
    registerHooks({ resolve: (name, context, next) => {
      if (!name.startsWith("@myriaddreamin/")) return next(name, context);
      throw Object.assign(new Error("not there"), { code: "ERR_MODULE_NOT_FOUND" });
    } });`;
  const preload = `data:text/javascript,${encodeURIComponent(hook)}`;
  const line = ["--import", preload, "src/cli/main.ts", "report", "INC-2025-001", "--format", "pdf"];
  const { status, stdout, stderr } = spawnSync(process.execPath, line, { encoding: "utf8" });
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("run `npm install @myriaddreamin/typst-ts-node-compiler@0.7`");
});
