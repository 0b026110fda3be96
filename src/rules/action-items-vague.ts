import type { PlacedActionItem } from "../markdown/action-items.ts";
import { openItems } from "./open-items.ts";
import type { Rule, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** An action item can be finished: somebody else could tell whether it is done. */
export const actionItemsVague: Rule = {
  name: "action-items-vague",
  severity: "warning",
  what: "No open action item is without an end, such as `investigate`, `look into` or `be more careful`.",
  why: "Nobody can say when such an item is done, so it is closed by its age.",
  fix: "Name what will be there afterwards, and where: a test, an alert, a limit, a page, a decision with its date.",
  check: (context) => openItems(context).flatMap(judge),
};

interface Vague {
  readonly words: RegExp;
  readonly say: string;
  /** Whether a result that the item names mends it. */
  readonly mended: boolean;
}

const lead =
  "^(?:[*_]{1,2})?(?:(?:we|team|the team|everyone|everybody|all)\\s+)?(?:(?:should|must|need to|needs to|to|will|please)\\s+)?";

const vague: readonly Vague[] = [
  {
    words: new RegExp(
      `${lead}(?<words>(?:further\\s+)?(?:investigat(?:e|ing|ion)|look(?:ing)?\\s+(?:in)?to|dig\\s+into|explor(?:e|ing)|research)\\b)`,
      "i",
    ),
    say: "what the search will leave behind, e.g. `Write down why …, and decide by …`",
    mended: true,
  },
  {
    words: new RegExp(
      `${lead}(?<words>(?:consider(?:ing)?|think\\s+about|discuss(?:ing)?|talk\\s+about|brainstorm)\\b)`,
      "i",
    ),
    say: "the decision, e.g. `Decide whether …, and write it into …`",
    mended: true,
  },
  {
    words: new RegExp(
      `${lead}(?<words>(?:be|being)\\s+(?:more\\s+|extra\\s+|very\\s+)?(?:careful|mindful|vigilant|diligent|cautious|attentive|aware)\\b)`,
      "i",
    ),
    say: "a change that holds without care, e.g. `Refuse … without a second approval`",
    mended: false,
  },
  {
    words: new RegExp(
      `${lead}(?<words>(?:pay\\s+(?:more\\s+|closer\\s+)?attention|take\\s+(?:more\\s+|better\\s+)?care|remember\\s+to|try\\s+(?:not\\s+)?to\\s+(?:be|avoid|remember|keep|do|not)|keep\\s+an\\s+eye\\s+on|remind\\s+(?:everyone|everybody|people|the\\s+team))\\b)`,
      "i",
    ),
    say: "a change that holds without anybody's memory, e.g. `Alert on …`",
    mended: false,
  },
  {
    words: new RegExp(
      `${lead}(?<words>improve\\s+(?:the\\s+|our\\s+)?(?:communication|monitoring|alerting|documentation|testing|tests|process|processes|code quality|reliability|observability|awareness)s?$)`,
      "i",
    ),
    say: "what will be better and how it shows, e.g. `Alert when … for … minutes`",
    mended: false,
  },
];

/** A result beside the search. */
const result =
  /\b(?:and|then|to)\s+(?:\w{1,20}\s+)?(?:fix|add|write|document|decide|report|remove|replace|implement|propose|publish|record|create|open|file|update|raise|lower|set)\b/i;

function judge({ text, span, item }: PlacedActionItem): readonly RuleFinding[] {
  const words = text.slice(0, 400);
  for (const { words: pattern, say, mended } of vague) {
    const match = pattern.exec(words);
    const found = match?.groups?.["words"];
    if (!match || found === undefined || (mended && result.test(words.slice(match[0].length)))) continue;
    const at = Math.max(0, item.source.indexOf(found));
    const message = `Unexpected ${said(found)}, which has no end, expected ${say}`;
    return [{ span: { start: span.start + at, end: span.start + at + found.length }, message }];
  }
  return [];
}
