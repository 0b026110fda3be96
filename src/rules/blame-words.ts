/** Words that judge a person, as a pattern without flags, and what to write instead: it finishes *expected …*. */
export interface BlameWord {
  readonly source: string;
  readonly say: string;
}

/** Who works on a system: the words for people that stand in post-mortems. */
export const peopleSource =
  "(?:engineer|developer|operator|admin(?:istrator)?|sysadmin|programmer|technician|intern|contractor|employee|colleague|on-?call(?:er)?|responder|reviewer|author|committer|DBA|SRE)s?";

const slip = "what made the slip easy, and what would have caught it";
const known = "what was known at that moment, and what would have shown more";
const done = "what was done and what came of it";

/** Checked on 113 real post-mortems: each word here is about people there, or does not occur. */
export const blameWords: readonly BlameWord[] = [
  { source: "careless(?:ly|ness)?|slopp(?:y|ily|iness)|inattenti(?:on|ve|vely|veness)", say: slip },
  {
    source: "lack\\s+of\\s+(?:care|attention|diligence|discipline|vigilance|competence|common\\s+sense)",
    say: slip,
  },
  { source: "negligen(?:t|tly|ce)|laziness", say: "what was not done, and what would have reminded somebody of it" },
  { source: "incompeten(?:t|tly|ce)", say: "which knowledge was missing, and where it could have been found" },
  { source: "reckless(?:ly|ness)?|irresponsibl[ey]|unprofessional", say: known },
  { source: "stupid(?:ly|ity)?|idiot(?:s|ic|ically)?|moron(?:s|ic)?|foolish(?:ly|ness)?", say: known },
  { source: "(?:silly|dumb|rookie|amateur|inexcusable)\\s+(?:mistake|error|blunder)s?", say: slip },
  {
    source:
      "should(?:\\s+have|['’]ve)\\s+(?:known(?:\\s+better)?|been\\s+more\\s+careful|paid\\s+(?:more\\s+|closer\\s+)?attention|remembered|reali[sz]ed|thought\\s+of|double-?\\s?checked)",
    say: known,
  },
  {
    source: `should(?:\\s+have|['’]ve)\\s+(?:noticed|checked|caught|seen|tested|verified|asked)`,
    say: known,
  },
  {
    source: "(?:is|are|was|were|be|been|being)\\s+(?:solely\\s+|entirely\\s+|partly\\s+)?to\\s+blame",
    say: "what led to it",
  },
  { source: "blame\\s+(?:lies|falls|rests)\\s+(?:squarely\\s+)?(?:with|on)", say: "what led to it" },
  { source: "(?:his|her|their|our|my|your)\\s+(?:own\\s+)?fault", say: "what led to it" },
  {
    source: `(?:at\\s+)?fault\\s+of\\s+(?:the\\s+|our\\s+|an?\\s+)?(?:@[\\w/.-]{1,80}|(?:on-?call\\s+)?${peopleSource})`,
    say: "what led to it",
  },
  { source: "screwed\\s+(?:it\\s+)?up|botched|bungled|blundered|dropped\\s+the\\s+ball", say: done },
  { source: "fat[- ]?finger(?:ed|ing|s)?", say: "a typing slip, and what would have caught it" },
  { source: "asleep\\s+at\\s+the\\s+(?:wheel|switch)", say: "how long nobody was told, and why" },
  { source: "(?:did\\s*n[o'’]?t|couldn['’]t\\s+be)\\s+bother(?:ed)?", say: "what stood in the way" },
  { source: "did\\s+not\\s+bother", say: "what stood in the way" },
  { source: "reprimand(?:ed|s)?|disciplinary\\s+(?:action|measure)s?", say: "what will be changed in the system" },
];
