import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readAlerts } from "../../src/alerts/read-alerts.ts";
import { leastCpuTime } from "../cpu-time.ts";
import { yamlBombs } from "../rules/yaml-bombs.ts";

/** Name, severity, line, runbook with its line. */
function read(path: string, text: string): readonly unknown[] {
  const { alerts, unreadable } = readAlerts({ path, text });
  expect(unreadable).toEqual([]);
  return alerts.map(({ name, severity, line, runbook }) => [name, severity, line, runbook?.text, runbook?.place.line]);
}

const rules = `groups:
  - name: a
    rules:
      - record: job:x:rate5m
        expr: rate(x[5m])
      - alert: Down
        expr: |
          up == 0
        labels: { severity: critical, type: web }
        annotations:
          summary: '{{ $labels.instance }} is down'
          runbook_url: https://runbooks.example/down
      - expr: 1
        alert: Slow
`;

describe("readAlerts", () => {
  it("reads Prometheus rule files, with the line of the name and of the runbook", () => {
    expect(read("rules.yaml", rules)).toEqual([
      ["Down", "critical", 6, "https://runbooks.example/down", 12],
      ["Slow", undefined, 14, undefined, undefined],
    ]);
    const [down] = readAlerts({ path: "r.yml", text: rules }).alerts;
    expect(down?.labels).toEqual({ severity: "critical", type: "web" });
    expect(down?.annotations["summary"]).toBe("{{ $labels.instance }} is down");
  });

  it("reads PrometheusRule resources among other documents", () => {
    const spec = rules.replaceAll(/^/gm, "  ");
    const text = `apiVersion: v1\nkind: Service\nmetadata: {name: x}\n---\napiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n${spec}`;
    expect(read("k8s.yaml", text).map((row) => (row as unknown[]).slice(0, 3))).toEqual([
      ["Down", "critical", 13],
      ["Slow", undefined, 21],
    ]);
  });

  it("reads Grafana's provisioning in YAML and JSON", () => {
    const yaml = `apiVersion: 1
groups:
  - orgId: 1
    name: g
    rules:
      - uid: abc
        title: Disk full
        condition: A
        data: []
        labels:
          severity: warning
        annotations:
          runbook_url: ../runbooks/disk.md
`;
    expect(read("grafana.yaml", yaml)).toEqual([["Disk full", "warning", 7, "../runbooks/disk.md", 13]]);
    const json =
      '{\n "apiVersion": 1,\n "groups": [{"rules": [\n  {"title": "Disk full",\n "annotations": {\n"Runbook": "x"}}]}]}';
    expect(read("grafana.json", json)).toEqual([["Disk full", undefined, 4, "x", 6]]);
    expect(read("api.json", '[{"uid": "a", "title": "T", "condition": "A"}]')).toEqual([
      ["T", undefined, 1, undefined, undefined],
    ]);
  });

  it("reads Datadog monitors: runbooks in tags, else in the message", () => {
    const one = (extra: string): string =>
      `{\n "name": "CPU",\n "type": "metric alert",\n "query": "avg(x) > 1",\n "message": "High.\\nRunbook: https://wiki.example/cpu). @pagerduty",\n "priority": 2${extra}}`;
    expect(read("cpu.json", one(""))).toEqual([["CPU", "P2", 2, "https://wiki.example/cpu", 5]]);
    expect(read("all.json", `{"monitors": [${one(',\n "tags": ["team:a", "runbook:docs/cpu.md"]')}]}`)).toEqual([
      ["CPU", "P2", 2, "docs/cpu.md", 7],
    ]);
  });

  it("reads CloudWatch alarms of CloudFormation, in YAML with its short tags and in JSON", () => {
    const yaml = `Resources:
  Bucket:
    Type: AWS::S3::Bucket
  HighErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: high-errors
      AlarmActions: [!Ref Topic]
      Dimensions:
        - Name: F
          Value: !Ref Function
      Tags:
        - Key: severity
          Value: sev2
        - Key: runbook
          Value: runbooks/errors.md
`;
    expect(read("stack.yaml", yaml)).toEqual([["high-errors", "sev2", 4, "runbooks/errors.md", 16]]);
    const json = `{"Resources": {"A": {"Type": "AWS::CloudWatch::Alarm", "Properties": {
      "AlarmName": {"Fn::Sub": "x"},\n "AlarmDescription": "See https://w.example/runbooks/a."}}}}`;
    expect(read("stack.json", json)).toEqual([["A", undefined, 1, "https://w.example/runbooks/a", 3]]);
  });

  it("reads Terraform's JSON", () => {
    const json = `{"resource": {"aws_cloudwatch_metric_alarm": {
      "cpu": {"alarm_name": "cpu-high", "tags": {
        "runbook_url": "runbooks/cpu.md"}},
      "mem": [{"alarm_description": "no link"}]}}}`;
    expect(read("main.tf.json", json)).toEqual([
      ["cpu-high", undefined, 2, "runbooks/cpu.md", 3],
      ["mem", undefined, 4, undefined, undefined],
    ]);
  });

  it("reads a table of alerts; duplicates and placeholders are findings", () => {
    const text = `# Alerts\n\n| Alert | Description | Runbook |\n| --- | --- | --- |\n| Down | it is <5 down> | [r](../runbooks/down.md) |\n| Down | twice | – |\n| Slow | Describe the alert in 1 to 2 sentences | Link to Runbook |\n|  |  |  |\n| [Alert name] | | |\n`;
    expect(read("docs/alerts.md", text)).toEqual([
      ["Down", undefined, 5, "../runbooks/down.md", 5],
      ["Slow", undefined, 7, undefined, undefined],
    ]);
    const { findings } = readAlerts({ path: "docs/alerts.md", text });
    expect(findings.map(({ rule, place }) => [rule, place.line])).toEqual([
      ["alert-duplicate", 6],
      ["alert-placeholder", 7],
      ["alert-placeholder", 8],
      ["alert-placeholder", 9],
    ]);
  });

  it.each([
    [
      "a Helm template",
      "rules.yaml",
      "groups:\n{{- range .Values.x }}\n- name: a\n{{- end }}\n",
      2,
      /template `\{\{- range/,
    ],
    ["a templated value", "rules.yaml", "groups:\n- name: a\n  rules:\n  - alert: {{ .Values.name }}\n", 4, /template/],
    ["an included item", "rules.yaml", 'groups:\n- {{ include "x" . }}\n', 2, /template/],
    ["broken YAML", "rules.yaml", "groups:\n- name: a\n  rules: [\n", 4, /Unexpected YAML/],
    ["a key twice", "rules.yaml", "groups:\n- name: a\n  name: b\n", 3, /unique/],
    ["a rule without a name", "rules.yaml", "groups:\n- name: a\n  rules:\n  - expr: 1\n", 4, /an alert with a name/],
    ["rules of another form", "rules.yaml", "groups:\n- name: a\n  rules: x\n", 3, /a list of rules/],
    ["broken JSON", "m.json", '{\n "name": }', 2, /expected a value/],
    ["JSON that goes on", "m.json", "{}\n{}", 2, /end of the file/],
    [
      "a group whose rules are mistyped",
      "r.yaml",
      "groups:\n- name: a\n  rule:\n  - alert: A\n",
      2,
      /group without `rules`/,
    ],
    ["a dashboard", "d.json", '{"panels": [1], "title": "x"}', 1, /expected groups of rules/],
    ["prose", "x.yaml", "just some words\n", 1, /expected/],
    ["no table", "alerts.md", "# Alerts\n", 1, /table of alerts/],
  ])("names %s with its line", (_what, path, text, line, reason) => {
    const { alerts, unreadable } = readAlerts({ path, text });
    expect(alerts).toEqual([]);
    expect(unreadable.map((one) => one.line)).toEqual([line]);
    expect(unreadable[0]?.reason).toMatch(reason);
  });

  it.each([
    ["a map of another name", '{"Resource": {"A": {"Type": "AWS::CloudWatch::Alarm"}}}'],
    ["a list of resources", '{"Resources": [{"Type": "AWS::CloudWatch::Alarm"}]}'],
    ["what `describe-alarms` prints", '{"MetricAlarms": [{"AlarmName": "a"}]}'],
  ])("names %s where the config says cloudwatch", (_what, text) => {
    const { alerts, unreadable } = readAlerts({ path: "a.json", text, format: "cloudwatch" });
    expect([alerts.length, unreadable.map(({ line }) => line)]).toEqual([0, [1]]);
  });

  it("reads rules that resources of other kinds hold, such as Loki's", () => {
    const text = `apiVersion: loki.grafana.com/v1\nkind: AlertingRule\nspec:\n${rules.replaceAll(/^/gm, "  ")}`;
    expect(read("loki.yaml", text)).toHaveLength(2);
  });

  it("names rows that stand in no table: below a blank line, or under a head that does not fit", () => {
    const table = "| Alert | Runbook |\n| - | - |\n| Down | a.md |\n";
    const lost = (text: string): readonly number[] =>
      readAlerts({ path: "alerts.md", text }).unreadable.map(({ line }) => line);
    expect(lost(table)).toEqual([]);
    expect(lost(`${table}\n| Slow | b.md |\n| Late | c.md |\n\nWords\n`)).toEqual([5]);
    expect(lost(`${table}\n## B\n\n| Alert | Runbook |\n|---|\n| Slow | b.md |\n`)).toEqual([7]);
    expect(lost(`${table}\n\`\`\`\n| not | a row |\n\`\`\`\n\nA | B says *or*.\n`)).toEqual([]);
  });

  it("takes the names of annotations that the config says", () => {
    const text = rules.replace("runbook_url", "handbook");
    expect(readAlerts({ path: "r.yml", text }).alerts[0]?.runbook).toBeUndefined();
    expect(readAlerts({ path: "r.yml", text, annotations: ["Handbook"] }).alerts[0]?.runbook?.place).toEqual({
      line: 12,
      column: 21,
      endLine: 12,
      endColumn: 50,
    });
  });

  it("keeps values that look like prototypes from being one", () => {
    const { alerts } = readAlerts({
      path: "r.yml",
      text: "groups:\n- name: a\n  rules:\n  - alert: A\n    labels: {__proto__: {polluted: 'yes'}, constructor: x}\n",
    });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(alerts[0]?.labels["constructor"]).toBe("x");
  });
});

it("hazard 20: 30 inputs of up to 256 KB are read or refused in 50 ms each", { timeout: 600_000 }, () => {
  const slow: string[] = [];
  readAlerts({ path: "warm.yaml", text: rules });
  for (const [name, text] of Object.entries(yamlBombs)) {
    expect(readAlerts({ path: "bomb.yaml", text }).alerts).toEqual([]);
    const best = leastCpuTime(
      50,
      () => readAlerts({ path: "bomb.yaml", text }),
      () => undefined,
    );
    if (best > 50) slow.push(`${name}: ${best.toFixed(0)} ms`);
  }
  process.stdout.write(`hazard 20: ${Object.keys(yamlBombs).length} inputs, ${slow.length} over 50 ms\n`);
  expect(slow).toEqual([]);
});

const seed = new URL("../../../shared/seeds/003_3738a14921cbf824.txt", import.meta.url);
it("finds every row of an unfilled alerts.md (skipped without the seed)", () => {
  let text: string;
  try {
    text = readFileSync(seed, "utf8");
  } catch {
    return;
  }
  const { alerts, findings, unreadable } = readAlerts({ path: "alerts.md", text });
  expect([alerts.length, unreadable.length]).toEqual([0, 0]);
  expect(findings.map(({ rule }) => rule).toSorted()).toEqual([
    ...Array(2).fill("alert-duplicate"),
    ...Array(4).fill("alert-placeholder"),
  ]);
});
