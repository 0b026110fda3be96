/**
 * The PDF's source: fixed. The report comes as JSON in `sys.inputs`, so that nothing of a record is read as Typst. Fonts
 * are those inside the compiler; another of the machine is taken only for letters that they lack.
 */
export const reportTypst = `#let report = json(bytes(sys.inputs.report))
#let soft = rgb("#55606e")
#let rule = rgb("#dbe0e6")
#let tint = rgb("#f5f7f9")
#let state = (
  overdue: rgb("#b42318"), high: rgb("#b42318"), medium: rgb("#945000"), done: rgb("#1d6b43"), yes: rgb("#1d6b43"),
)

#set document(
  title: report.id + ": " + report.title,
  author: (),
  keywords: ("incident report", report.id),
  date: if report.date == none { none } else { datetime(year: report.date.at(0), month: report.date.at(1), day: report.date.at(2)) },
)
#set page(
  paper: "a4",
  margin: (x: 21mm, top: 20mm, bottom: 22mm),
  footer: context [
    #set text(8.5pt, fill: soft)
    #report.id
    #h(1fr)
    Page #counter(page).display() of #counter(page).final().first()
  ],
)
#set text(10.5pt, lang: "en", font: ("Libertinus Serif", "New Computer Modern"), hyphenate: false, fill: rgb("#1c2430"), number-width: "tabular")
#set par(leading: 0.62em, spacing: 0.95em)
#set list(spacing: 0.62em, indent: 0.2em)
#set enum(spacing: 0.62em, indent: 0.2em)
#show heading.where(level: 2): it => block(above: 2.1em, below: 0.95em, sticky: true, width: 100%)[
  #line(length: 100%, stroke: 0.5pt + rule)
  #v(0.35em, weak: false)
  #text(15pt, weight: "semibold", it.body)
]
#show heading.where(level: 3): it => block(above: 1.45em, below: 0.75em, sticky: true, text(11.5pt, weight: "semibold", it.body))
#show raw: set text(9pt, font: "DejaVu Sans Mono")
#show link: set text(fill: rgb("#0b57a4"))

#let grid-of(head, rows, columns) = {
  set text(9.5pt)
  set par(leading: 0.55em)
  table(
    columns: columns,
    inset: (x: 5pt, y: 4.5pt),
    stroke: (x, y) => (bottom: if y == 0 and head.len() > 0 { 0.7pt + soft } else { 0.5pt + rule }),
    align: left + top,
    ..if head.len() > 0 { (table.header(repeat: true, ..head.map(one => text(8.8pt, weight: "semibold", fill: soft, one))),) },
    ..rows.flatten(),
  )
}

#let show-node(node) = {
  let inside = node.at("c", default: ()).map(show-node)
  if node.k == "t" { text(node.t) }
  else if node.k == "p" { par(inside.join()) }
  else if node.k == "strong" { strong(inside.join()) }
  else if node.k == "emphasis" { emph(inside.join()) }
  else if node.k == "delete" { strike(inside.join()) }
  else if node.k == "code" { raw(node.t) }
  else if node.k == "pre" { block(width: 100%, fill: tint, inset: 8pt, radius: 3pt, breakable: true, raw(block: true, node.t)) }
  else if node.k == "br" { linebreak() }
  else if node.k == "hr" { line(length: 100%, stroke: 0.5pt + rule) }
  else if node.k == "link" { link(node.t, inside.join()) }
  else if node.k == "blockquote" { quote(block: true, inside.join()) }
  else if node.k == "ul" { list(..inside) }
  else if node.k == "ol" { enum(..inside) }
  else if node.k == "table" {
    let rows = node.c.map(row => row.c.map(show-node))
    let n = calc.max(1, ..rows.map(row => row.len()))
    grid-of(rows.first(), rows.slice(1).map(row => row + ([],) * (n - row.len())), n)
  }
  else { inside.join() }
}
#let show-all(nodes) = { nodes.map(show-node).join() }

// The words that have a colour of their own, in the columns that hold them.
#let show-cell(nodes, head) = {
  let only = if nodes.len() == 1 and nodes.first().k == "t" { nodes.first().t } else { none }
  if only != none and only in state and head in ("Status", "Priority", "Holds") { text(fill: state.at(only), weight: "semibold", only) } else { show-all(nodes) }
}

// Columns of words share the width, the others take what they need.
#let wide = ("What", "What happened", "Message", "Evidence", "Formula", "Note", "How much", "Inputs")

#let show-block(it) = {
  if it.kind == "part" { heading(level: 2, it.title) }
  else if it.kind == "subpart" { heading(level: 3, it.title) }
  else if it.kind == "prose" { show-all(it.nodes) }
  else if it.kind == "note" { block(width: 100%, fill: tint, inset: (x: 9pt, y: 7pt), stroke: (left: 2pt + rule), text(9.5pt, fill: soft, it.text)) }
  else if it.kind == "list" {
    let items = it.items.map(show-all)
    if it.ordered { enum(..items) } else { list(..items) }
  }
  else if it.kind == "numbers" {
    block(above: 1.4em, below: 1.2em, width: 100%, grid(
      columns: (1fr,) * it.numbers.len(),
      stroke: 0.5pt + rule, fill: tint, inset: (x: 8pt, y: 9pt),
      ..it.numbers.map(one => [
        #set par(spacing: 0.6em, leading: 0.45em)
        #text(8.5pt, fill: soft, one.name)

        #text(13.5pt, weight: "semibold", one.value)

        #text(8pt, fill: soft, one.note)
      ]),
    ))
  }
  else if it.kind == "facts" {
    set par(leading: 0.55em)
    grid-of((), it.rows.map(((name, nodes)) => (text(fill: soft, name), show-all(nodes))), (30mm, 1fr))
  }
  else if it.kind == "table" {
    block(above: 1.1em, below: 0.5em, sticky: true, text(9pt, fill: soft, it.title))
    grid-of(
      it.head,
      it.rows.map(row => row.enumerate().map(((at, nodes)) => show-cell(nodes, it.head.at(at)))),
      it.head.enumerate().map(((at, name)) => if name == "How much" { 1.1fr } else if name == "What" and it.head.contains("Note") { 0.8fr } else if name in wide { 1fr } else { auto }),
    )
  }
  else if it.kind == "picture" {
    figure(image(bytes(report.picture.svg), format: "svg", width: 100%, alt: report.picture.alt))
    align(center, text(8.5pt, fill: soft)[The numbers are those of the table below.])
  }
}

#text(9.5pt, fill: soft)[Incident report #h(0.4em) #text(fill: rgb("#1c2430"), weight: "semibold", report.id)]
#v(-0.35em)
#heading(level: 1, text(22pt, weight: "semibold", hyphenate: false, par(leading: 0.45em, justify: false, report.title)))
#v(0.5em)
#{
  let colour = if report.severity in ("sev1", "sev2") { state.high } else if report.severity == "sev3" { state.medium } else { soft }
  report.tags.enumerate().map(((at, tag)) => box(
    inset: (x: 7pt, y: 3.5pt), radius: 9pt, stroke: 0.6pt + (if at == 0 { colour } else { rule }),
    text(9pt, fill: if at == 0 { colour } else { soft }, weight: if at == 0 { "semibold" } else { "regular" }, tag),
  )).join(h(5pt))
}

#for it in report.blocks { show-block(it) }

#v(1.5em)
#text(8.5pt, fill: soft)[From #raw(report.path). Every number is computed from the record, by the formula beside it; what is not recorded is not guessed.]
`;
