package procedure

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Wording says which words the company does not use with a complainant.
type Wording struct {
	// Avoid lists them. Compounds and other forms count: whatever contains one, with
	// accents or without.
	Avoid []Avoided `yaml:"avoid"`
	// Allow lists whole words that may be used although they contain one, such
	// as names.
	Allow []string `yaml:"allow"`
	// Also are places beside what goes to a complainant in which a guarded word is
	// refused: the report of a contact, except between quotation marks; the line
	// that says what a case is about.
	Also []string `yaml:"also"`
	// Colleagues: an answer that names one is pointed out.
	Colleagues bool `yaml:"colleagues"`
}

// The places of [Wording.Also].
const (
	InContact = "contact"
	InSummary = "summary"
)

// Avoided is one word, and what to say rather.
type Avoided struct {
	Word   string `yaml:"word"`   // in small letters, as "klacht" for klachten too
	Rather string `yaml:"rather"` // empty: nothing is proposed
	Guard  bool   `yaml:"guard"`  // nothing goes to the complainant with it; else it is a hint
}

// leastWord keeps a slip of the pen from finding a word everywhere, in letters.
const leastWord = 3

// checkWording holds that each word can be found, and is worth looking for.
func (p *Procedure) checkWording(wrong wrong) {
	known := map[string]bool{}
	for i, a := range p.Wording.Avoid {
		at := fmt.Sprintf("$.wording.avoid[%d]", i)
		switch {
		case len([]rune(a.Word)) < leastWord || strings.ContainsFunc(a.Word, notSmall):
			wrong(at, "a word to avoid has %d small letters or more and nothing else", leastWord)
		case known[Bare(a.Word)]:
			wrong(at, "%q stands here twice", a.Word)
		}
		known[Bare(a.Word)] = true
	}
	for i, a := range p.Wording.Avoid {
		if word := p.Wording.avoided(a.Rather); word != "" {
			wrong(fmt.Sprintf("$.wording.avoid[%d]", i), "%q is no better: it contains %q", a.Rather, word)
		}
	}
	if word := p.Wording.avoided(p.Prefix); word != "" { // it stands in what the complainant reads
		wrong("$.prefix", "%q contains %q, which is avoided", p.Prefix, word)
	}
	for i, w := range p.Wording.Allow {
		at := fmt.Sprintf("$.wording.allow[%d]", i)
		switch {
		case p.Wording.avoided(w) == "":
			wrong(at, "%q contains no word that is avoided", w)
		case known[Bare(w)]:
			wrong(at, "%q is a word to avoid itself; leave it out there instead", w)
		}
	}
}

func notSmall(r rune) bool { return !unicode.IsLower(r) }

// avoided gives the word to avoid that s contains, empty when none.
func (w Wording) avoided(s string) string {
	s = Bare(s)
	i := slices.IndexFunc(w.Avoid, func(a Avoided) bool { return strings.Contains(s, Bare(a.Word)) })
	if i < 0 {
		return ""
	}
	return w.Avoid[i].Word
}

// Found is a word to avoid as somebody wrote it.
type Found struct {
	Word   string // the whole word, as written first
	Rather string // what to say rather, if the procedure says so
	Guard  bool   // nothing goes out with it
}

// Look lists the words of a text that the procedure avoids, each once, in the
// order in which they stand. Names of people are not among them, whole or in part; one
// that is itself a word to avoid only as it is written in the name.
func (w Wording) Look(text string, names ...string) []Found {
	var found []Found
	called := w.called(names)
	seen := map[string]bool{}
	for _, ok := range w.Allow {
		seen[Bare(ok)] = true
	}
	for word := range strings.FieldsFuncSeq(Visible(text), between) {
		bare := Bare(word)
		if seen[bare] || called[word] || called[bare] || called[strings.TrimSuffix(bare, "s")] {
			continue
		}
		seen[bare] = true
		for _, a := range w.Avoid {
			if strings.Contains(bare, Bare(a.Word)) {
				found = append(found, Found{word, a.Rather, a.Guard})
				break
			}
		}
	}
	return found
}

// called are the words that names consist of and that would be found: bare, or, where
// somebody is called by the very word, only as they are written.
func (w Wording) called(names []string) map[string]bool {
	words := map[string]bool{}
	for _, name := range names {
		for whole := range strings.FieldsFuncSeq(Visible(name), between) {
			for _, word := range append(strings.Split(whole, "-"), whole) {
				bare := Bare(word)
				switch Bare(w.avoided(word)) {
				case "":
				case bare:
					words[word] = word != strings.ToLower(word)
				default:
					words[bare] = true
				}
			}
		}
	}
	return words
}

// mostEnding is how many letters a plural, or another form of a word, has more than the word.
const mostEnding = 2

// AsName is what can be a name of what somebody typed for whom they spoke with: its words
// that begin with a capital, other than a word to avoid in any of its forms.
func (w Wording) AsName(typed string) string {
	return strings.Join(slices.DeleteFunc(strings.FieldsFunc(Visible(typed), between), func(word string) bool {
		first, _ := utf8.DecodeRuneInString(word)
		return !unicode.IsUpper(first) || slices.ContainsFunc(strings.Split(Bare(word), "-"), w.isForm)
	}), " ")
}

// isForm tells whether a bare word is one to avoid itself, or a form of it.
func (w Wording) isForm(bare string) bool {
	return slices.ContainsFunc(w.Avoid, func(a Avoided) bool {
		ending, ok := strings.CutPrefix(bare, Bare(a.Word))
		return ok && utf8.RuneCountInString(ending) <= mostEnding
	})
}

// Visible is a text without the characters that show nothing, such as the soft hyphens of
// what was pasted from a letter, behind which a word would hide.
func Visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
}

// quoted is what somebody else said, word for word.
var quoted = regexp.MustCompile(`"[^"]*"|[“„][^“”„]*[“”]|«[^«»]*»|»[^«»]*«`)

// Unquoted is a text without what stands between quotation marks: a report may
// repeat the words of a complainant.
func Unquoted(text string) string { return quoted.ReplaceAllString(text, " ") }

// Guarded lists the words of a text with which nothing goes to a complainant, as
// [Wording.Look] does.
func (w Wording) Guarded(text string, names ...string) []Found {
	return slices.DeleteFunc(w.Look(text, names...), func(f Found) bool { return !f.Guard })
}

// between tells whether r stands between two words.
func between(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '-'
}
