import type { CompileContext, Extension, Token } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";

/** The list item whose paragraph is open, if one is. */
function itemOf({ stack }: CompileContext): { checked?: boolean | null | undefined } | undefined {
  const parent = stack.at(-2);
  return parent?.type === "listItem" ? parent : undefined;
}

/**
 * Boxes outside of list items are words. Below an item without words the library takes a paragraph's box for an item's, marks whatever is
 * around it as done, and drops the box from the text.
 */
const boxes: Extension = {
  enter: {
    taskListCheck(this: CompileContext, token: Token) {
      if (!itemOf(this)) this.enter({ type: "text", value: this.sliceSerialize(token) }, token);
    },
  },
  exit: {
    taskListCheck(this: CompileContext, token: Token) {
      if (this.stack.at(-1)?.type === "text") this.exit(token);
    },
    taskListCheckValueChecked(this: CompileContext) {
      const item = itemOf(this);
      if (item) item.checked = true;
    },
    taskListCheckValueUnchecked(this: CompileContext) {
      const item = itemOf(this);
      if (item) item.checked = false;
    },
  },
};

/** GitHub's dialect as nodes. */
export const gfmNodes: Extension[] = [...gfmFromMarkdown(), boxes];
