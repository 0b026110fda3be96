import type { Nodes, Paragraph } from "mdast";
import { plainText, spanOf } from "../../markdown/document.ts";
import type { RuleFinding } from "../rule.ts";
import { said } from "../said.ts";
import type { RunbookRule } from "./runbook-rule.ts";

/** A command is copied, not typed. */
export const commandsInCode: RunbookRule = {
  name: "runbook-commands",
  severity: "warning",
  what: "Commands that are to be run stand in code blocks of their own.",
  why: "A command in a block is copied whole, with one click; one inside a sentence is copied with its full stop, or typed wrongly.",
  fix: "Put it below the step in a fenced block of its own, indented as the step's text is.",
  check: ({ document }) => document.tree.children.flatMap((node) => inBlock(node)).slice(0, 50),
};

const programs =
  /^(?:sudo +)?(?:kubectl|oc|helm|docker|podman|crictl|ctr|systemctl|journalctl|ssh|scp|rsync|curl|wget|psql|pg_ctl|pg_\w+|patronictl|mysql|mysqladmin|mongosh?|redis-cli|etcdctl|consul|vault|nomad|aws|gcloud|az|eksctl|terraform|ansible(?:-playbook)?|git|argocd|flux|istioctl|linkerd|velero|promtool|amtool|openssl|dig|nslookup|traceroute|tcpdump|netstat|iptables|ipmitool|lsof|mdadm|smartctl|ceph|rabbitmqctl|kafka-[\w-]+(?:\.sh)?|\.{1,2}\/[\w./-]+|\/(?:usr|opt|bin|etc)\/[\w./-]+) +\S/;

/** What stands before a command that is to be run, and nothing but mentioned otherwise. */
const asks =
  /(?:^|[\s(])(?:run|runs|running|execute|executing|type|typing|enter|issue|invoke|call|try|command|commands)(?: (?:the|this|these|following|command|either|first|then))*:?\s*$/i;

function inBlock(node: Nodes): readonly RuleFinding[] {
  if (node.type === "paragraph") return inParagraph(node);
  if (node.type === "heading" || node.type === "table" || node.type === "code") return [];
  return "children" in node ? node.children.flatMap(inBlock) : [];
}

function inParagraph(paragraph: Paragraph): readonly RuleFinding[] {
  const text = plainText(paragraph);
  const prompt = /^\$ +(?=\S)/.exec(text);
  if (prompt) return [finding(paragraph, text.slice(prompt[0].length).split("\n")[0] ?? "")];
  const whole = paragraph.children[0];
  if (paragraph.children.length === 1 && whole?.type === "text" && isTyped(text)) return [finding(paragraph, text)];
  return paragraph.children.flatMap((child, index): readonly RuleFinding[] => {
    if (child.type !== "inlineCode" || !programs.test(child.value.replace(/^\$ +/, ""))) return [];
    const before = paragraph.children.slice(0, index).map(plainText).join("");
    const after = paragraph.children
      .slice(index + 1)
      .map(plainText)
      .join("");
    const alone =
      /^[\s\w ]{0,40}[:\s]*$/.test(before.slice(before.lastIndexOf("\n") + 1)) && /^\s*(?:[.;:]?\s*$|\n)/.test(after);
    return alone || asks.test(before.slice(-60)) ? [finding(child, child.value)] : [];
  });
}

/** A line of plain text that is a command with an option: no sentence begins so. */
function isTyped(text: string): boolean {
  return !text.includes("\n") && programs.test(text) && / -{1,2}[a-z]/i.test(text) && !/[.!?]$/.test(text.trim());
}

function finding(node: Nodes, command: string): RuleFinding {
  return {
    span: spanOf(node),
    message: `Unexpected command ${said(command)} in running text, expected it in a code block`,
  };
}
