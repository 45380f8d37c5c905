package procedure

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestWordsToAvoid(t *testing.T) {
	p, err := Parse([]byte(invented(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, text string
		want       []Found
	}{
		{"none", "U heeft gelijk, de jaarrekening kwam te laat.", nil},
		{"one, with a better one", "Uw klacht is terecht.", []Found{{"klacht", "melding", false}}},
		{"large letters", "KLACHT", []Found{{"KLACHT", "melding", false}}},
		{"plurals and compounds", "De klachten, een rekenfout en problemen.", []Found{{"klachten", "melding", false}, {"rekenfout", "", false}, {"problemen", "", false}}},
		{"each once", "Een fout blijft een Fout.", []Found{{"fout", "", false}}},
		{"in a name", "Mevrouw Foutenberg belde, dhr. FOUTENBERG niet.", nil},
		{"in a name with a hyphen", "Mevrouw Foutenberg-Smit", []Found{{"Foutenberg-Smit", "", false}}},
		{"at the end of a line", "geen\nprobleem\n", []Found{{"probleem", "", false}}},
		{"in quotes", "de “fout”", []Found{{"fout", "", false}}},
		{"behind a soft hyphen or nothing at all", "Uw kla\u00adcht, de fou\u00adten en een pro\u200bbleem\ufeff.", []Found{{"klacht", "melding", false}, {"fouten", "", false}, {"probleem", "", false}}},
		{"in a name behind a soft hyphen", "Mevrouw Fouten\u00adberg", nil},
		{"with the accents of emphasis", "Uw klácht, een fóút en een probléém.", []Found{{"klácht", "melding", false}, {"fóút", "", false}, {"probléém", "", false}}},
		{"with accents of their own", "een fo\u0301u\u0301t, kl\u034facht\u20dd", []Found{{"fo\u0301u\u0301t", "", false}, {"kl\u034facht\u20dd", "melding", false}}},
		{"in wide or bold letters", "ｋｌａｃｈｔ en 𝐟𝐨𝐮𝐭", []Found{{"ｋｌａｃｈｔ", "melding", false}, {"𝐟𝐨𝐮𝐭", "", false}}},
		{"once, with accents and without", "Die fout, díé fóut.", []Found{{"fout", "", false}}},
		{"in a name with an accent", "Mevrouw Fóutenberg", nil},
		{"no word at all", "--- 12 €", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, p.Wording.Look(tc.text)); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
	if found := p.Wording.Look("De heer Foutman", "Jan Fout\u00adman"); found != nil {
		t.Errorf("whose name hides something is called by %v", found)
	}
	for name, text := range map[string]string{"Jan Fóútman": "De heer Foutman", "Jan Foutman": "De heer FÓUTMAN", "Els Fóút": "Mevrouw Fóút"} {
		if found := p.Wording.Look(text, name); found != nil {
			t.Errorf("%s: %s is called by %v", text, name, found)
		}
	}
	if found := p.Wording.Look("Mevrouw Fóút, het was een fóút.", "Els Fóút"); len(found) != 1 || found[0].Word != "fóút" {
		t.Errorf("a name that is the word frees it: %v", found)
	}
	if found := (Wording{}).Look("klacht, fout, probleem"); found != nil {
		t.Errorf("a procedure that avoids nothing finds %v", found)
	}
}

func TestWordsToAvoidAreChecked(t *testing.T) {
	good := invented(t)
	for _, tc := range []struct{ name, from, to, want string }{
		{"large letter", "word: klacht", "word: Klacht", "small letters"},
		{"two words", "word: fout", `word: "een fout"`, "small letters"},
		{"too short", "word: fout", "word: fo", "small letters"},
		{"no word", "{word: fout}", "{rather: oeps}", "small letters"},
		{"twice", "word: fout", "word: klacht", "twice"},
		{"twice, with accents", "word: fout", "word: klácht", "twice"},
		{"no better, with accents", "rather: melding", "rather: kláchtje", `it contains "klacht"`},
		{"a prefix that is avoided", "prefix: K\n", "prefix: KLACHT\n", `"KLACHT" contains "klacht"`},
		{"what is avoided is allowed, with accents", "allow: [Foutenberg]", "allow: [Fóut]", "a word to avoid itself"},
		{"no better", "rather: melding", "rather: klachtje", `it contains "klacht"`},
		{"nothing to allow", "allow: [Foutenberg]", "allow: [Bakker]", "contains no word"},
		{"what is avoided is allowed", "allow: [Foutenberg]", "allow: [Fout]", "a word to avoid itself"},
		{"recommended to nobody", "\nwording:", "\nrecommend: {within: 2w}\nwording:", "needs to, whom it goes to"},
		{"recommended to a role that is none", "\nwording:", "\nrecommend: {to: board, within: 2w}\nwording:", "unknown word"},
		{"answered one day", "\nwording:", "\nrecommend: {to: management}\nwording:", "by when they answer"},
		{"no such place", "  allow: [Foutenberg]", "  allow: [Foutenberg]\n  also: [talk]", "one of contact, summary"},
		{"unknown key", "rather: melding", "better: melding", "unknown field"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			bad := spoil(t, good, tc.from, tc.to)
			if _, err := Parse([]byte(bad)); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error = %v, want one about %q", err, tc.want)
			}
		})
	}
}

// A letter of its own is no letter with an accent: whoever avoids a Danish word goes on
// writing the ones that differ from it in such a letter.
func TestLettersOfTheirOwnAreNoAccents(t *testing.T) {
	w := Wording{Avoid: []Avoided{{Word: "tåbe"}, {Word: "bøde"}, {Word: "geïrriteerd"}}}
	for text, want := range map[string]string{
		"tabe": "", "bode": "", "tåbeligt": "tåbe", "TA\u030aBE": "tåbe", "tåbé": "tåbe", "bǿde": "bøde",
		"geirriteerd": "geïrriteerd", "GEÏRRITEERDE": "geïrriteerd",
	} {
		if got := w.avoided(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// Whatever is found stands in the text, and nothing that is allowed is found.
func TestWhatIsFoundStandsInTheText(t *testing.T) {
	w := Wording{Avoid: []Avoided{{Word: "klacht"}, {Word: "fout"}}, Allow: []string{"Foutenberg"}}
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{" fout", "Klachten\n", " foutenberg ", "fóút", "Fóutenberg", "klåcht", "é", "\u0301", ". "}))).Draw(r, "text"), "")
		for _, f := range w.Look(text) {
			if !strings.Contains(Visible(text), f.Word) || Bare(f.Word) == "foutenberg" || w.avoided(f.Word) == "" {
				r.Fatalf("found %q", f.Word)
			}
		}
	})
}

// What a complainant said may be repeated between quotation marks of any sort, as
// long as they are closed.
func TestUnquoted(t *testing.T) {
	for text, want := range map[string]string{
		`Zij noemt het "een klacht" en belt terug.`: "Zij noemt het   en belt terug.",
		"Hij zei „een fout” en “nog een”.":          "Hij zei   en  .",
		"Hun siger »en fejl« og «en til».":          "Hun siger   og  .",
		`De klant zei "een klacht`:                  `De klant zei "een klacht`,
		"geen":                                      "geen",
	} {
		if got := Unquoted(text); got != want {
			t.Errorf("%s: left is %q, want %q", text, got, want)
		}
	}
}

// Of what somebody typed for whom they spoke with only names count, so that nobody frees a
// word by writing it there.
func TestAsName(t *testing.T) {
	w := Wording{Avoid: []Avoided{{Word: "klacht"}, {Word: "problem"}, {Word: "fout"}}}
	for typed, want := range map[string]string{
		"mevrouw De Vries, over haar klachten en onze fouten": "De Vries",
		"Mevrouw Klachtman":           "Mevrouw Klachtman",
		"Klachten, Fout en Problemen": "",
		"KLACHTEN":                    "",
		"Kláchten, Fóút":              "",
		"Anna Foutier-Smit":           "Anna Foutier-Smit",
		"Anna Smit-fouten":            "Anna",
		"Kla\u00adchten":              "",
		"":                            "",
	} {
		if got := w.AsName(typed); got != want {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
}
