/** An incident file with `lines` timeline entries in the wrong order, each of them a finding. */
export function disorderly(number: number, lines: number): string {
  const id = `INC-2025-${number}`;
  const entries = Array.from({ length: lines }, (_, index) => {
    const minute = String(59 - index).padStart(2, "0");
    return `- 2025-01-15T02:${minute}:00Z Entry ${index} | pipe, 100%0A::error::no ##[error]no (@alice)`;
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
started: 2025-01-15T02:00:00Z
detected: 2025-01-15T02:00:00Z
declared: 2025-01-15T02:00:00Z
acknowledged: 2025-01-15T02:00:00Z
mitigated: 2025-01-15T03:00:00Z
resolved: 2025-01-15T03:00:00Z
---

# ${id}: Disorder

## Timeline

${entries.join("\n")}
`;
}

/** A path that would be a workflow command if it were printed as it is. */
export const pathOf = (number: number): string => `incidents/2025/INC-2025-${number}.md`;
