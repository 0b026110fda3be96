/** An incident file with about as many findings as asked for: action items lack an owner, a date and a type each. */
export function disorderly(number: number, findings: number): string {
  const id = `INC-2025-${number}`;
  const items = Array.from({ length: Math.ceil(findings / 3) }, (_, index) => {
    return `- [ ] Mend part ${index} | pipe, 100%0A::error::no ##[error]no`;
  });
  return `---
id: ${id}
title: Disorder
issue: ${number}
kind: incident
type: availability
severity: sev1
status: resolved
services: [checkout]
runbooks: ["runbooks/100%0A::error::no ##[error]no, a=b.md"]
started: 2025-01-15T02:00:00Z
detected: 2025-01-15T02:00:00Z
declared: 2025-01-15T02:00:00Z
acknowledged: 2025-01-15T02:00:00Z
mitigated: 2025-01-15T03:00:00Z
resolved: 2025-01-15T03:00:00Z
---

# ${id}: Disorder

## Timeline

- 2025-01-15T02:10:00Z Database primary node failure identified (@alice)

## Action items

${items.join("\n")}
`;
}

/** A path that would be a workflow command if it were printed as it is. */
export const pathOf = (number: number): string => `incidents/2025/INC-2025-${number}.md`;
