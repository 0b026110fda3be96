/** A Typst source and the strings that it reads from `sys.inputs`. */
export interface TypstInput {
  readonly source: string;
  readonly inputs: Readonly<Record<string, string>>;
}

export type TypstResult =
  | { readonly kind: "pdf"; readonly bytes: Uint8Array }
  | { readonly kind: "missing" }
  | { readonly kind: "failed"; readonly reason: string };

type Compiler = typeof import("@myriaddreamin/typst-ts-node-compiler");

/**
 * Compiles Typst to a tagged PDF: PDF/UA-1 where every letter has a font, else PDF 1.7 with tags. The same input gives
 * the same bytes, as long as the source sets the document's date. The compiler is an optional dependency.
 */
export async function compileTypst({ source, inputs }: TypstInput): Promise<TypstResult> {
  const typst = await load();
  if (!typst) return { kind: "missing" };
  const compiler = typst.NodeCompiler.create();
  const compiled = compiler.compile({ mainFileContent: source, inputs: { ...inputs } });
  const document = compiled.result;
  if (document === null) {
    const error = compiled.takeError();
    return { kind: "failed", reason: error ? JSON.stringify(error.shortDiagnostics).slice(0, 500) : "unknown" };
  }
  try {
    return { kind: "pdf", bytes: compiler.pdf(document, { pdfStandard: "ua-1" }) };
  } catch {
    return { kind: "pdf", bytes: compiler.pdf(document) };
  }
}

async function load(): Promise<Compiler | undefined> {
  try {
    return await import("@myriaddreamin/typst-ts-node-compiler");
  } catch (error) {
    // Not installed, or no binary for this platform.
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND" || /native binding/i.test(String(error))) {
      return undefined;
    }
    throw error;
  }
}
