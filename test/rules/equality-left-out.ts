/** Phrases of retext-equality that the rule `inclusive-words` leaves alone, by the reason why. */
export const leftOut: Readonly<Record<string, readonly string[]>> = {
  "names a part, a tool or a state of systems": [
    ...["host", "hosts", "master", "masters", "master key", "master copy", "actor", "actors", "bi", "dwarf", "gimp"],
    ...["groom", "janitor", "janitors", "waiter", "waiters", "watchman", "foreman", "postman", "mailman", "spade"],
    ...["steward", "stewards", "tribe", "dummy", "dummyvalue", "dummyvariable", "dummyobject", "bugreport", "pop"],
    ...["hang", "hanged", "invalid", "disabled", "lame", "dumb", "primitive", "challenged", "special", "sane", "man"],
    ...["mental", "depressed", "hero", "heroes", "sophisticated technology", "failed attempt"],
  ],
  "is an everyday word or an abbreviation of another thing, once capitals and full stops don't count": [
    ...["ADD", "miss.", "mrs.", "suffers from MD", "afflicted with MD", "Indian country", "Gipsy"],
  ],
  "is what people say of one known person and of a family, or what the law calls a leave": [
    ...["he", "she", "he'd", "she'd", "he'll", "she'll", "he's", "she's", "him", "her", "his", "hers"],
    ...["himself", "herself", "woman", "women", "men", "fellow", "maternity", "paternity", "wife", "husband", "wives"],
    ...["husbands", "mother", "father", "mothers", "fathers", "mom", "dad", "moms", "dads", "mum", "mums", "sister"],
    ...["brother", "sisters", "brothers", "daughter", "son", "daughters", "sons", "aunt", "uncle", "aunts", "uncles"],
  ],
  "is what `blameless-words` judges": ["stupid", "idiot", "moron", "moronic"],
  "stands for any words": [
    ...["father of *", "make * great again", "make * * great again", "make * * * great again"],
    ...["make * * * * great again", "make * * * * * great again"],
  ],
  "is a matter of style, for which the library has no other word": [
    ...["basically", "clearly", "easy", "easily", "everyone knows", "just", "obvious", "obviously", "of course"],
    ...["simple", "simply", "straightforward", "straight forward", "straightforwardly", "straight forwardly"],
  ],
};
