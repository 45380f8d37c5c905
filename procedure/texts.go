package procedure

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Letter says of a text for whoever complains which variables it is given.
type Letter struct {
	// Needs are those without which it would keep back what the procedure promises: who
	// handles the case, by when, by which version.
	Needs []string
	May   []string // those that it may do without
}

// Letters are the texts for whoever complains that a procedure may put in its own words,
// by their ids (D19). A test in package lang holds them to the program's own texts.
var Letters = map[string]Letter{
	"letter.received":        {Needs: []string{"received", "number", "who", "due", "rules", "sender"}, May: []string{"dear", "name", "complaint"}},
	"letter.received_deputy": {Needs: []string{"received", "number", "who", "due", "rules", "sender"}, May: []string{"dear", "name", "complaint", "role", "back"}},
	"letter.position":        {Needs: []string{"received", "number", "when", "rules", "sender"}, May: []string{"dear", "name", "complaint"}},
	"letter.delay":           {Needs: []string{"number", "reason", "when", "rules", "sender"}, May: []string{"dear", "name", "complaint", "received"}},
	"letter.passed_on":       {Needs: []string{"who"}, May: []string{"complaint", "role", "back"}},
	"letter.until":           {Needs: []string{"when"}},
	"letter.rules":           {Needs: []string{"version"}, May: []string{"complaint", "document"}},
	"letter.read":            {Needs: []string{"url"}},
	"letter.customer":        {},
}

// How long a text may be, in characters: a whole letter, which somebody signs, and what
// stands in one. With all that is put into it a letter fits a field of Slack.
const (
	mostLetter = 1500
	mostText   = 300
)

// slot is a variable in a text. Nothing else stands between two braces: what a company
// writes is filled in, and never run as a template.
var slot = regexp.MustCompile(`\{\{\.([a-z_]+)\}\}`)

// checkTexts holds that each text says all that ours says, and nothing that we could not
// fill in.
func (p *Procedure) checkTexts(wrong wrong) {
	if len(p.Texts) > 0 && p.Language == "" {
		wrong("$.texts", "texts are said in the language of the procedure, which is not named")
	}
	for _, id := range slices.Sorted(maps.Keys(p.Texts)) {
		at, text := fmt.Sprintf("$.texts.'%s'", id), p.Texts[id]
		letter, known := Letters[id]
		if !known {
			wrong(at, "%q is no text for who complains; one of %s", id, strings.Join(slices.Sorted(maps.Keys(Letters)), ", "))
			continue
		}
		most := mostText
		if slices.Contains(letter.Needs, "sender") {
			most = mostLetter
		}
		bare := slot.ReplaceAllString(text, " ")
		hidden := strings.IndexFunc(bare, func(r rune) bool { return r != '\n' && unicode.Is(unicode.C, r) })
		switch {
		case text == "":
			wrong(at, "%s says nothing; left out, it is in the program's own words", id)
		case utf8.RuneCountInString(text) > most:
			wrong(at, "%s is longer than %d characters", id, most)
		case hidden >= 0:
			r, _ := utf8.DecodeRuneInString(bare[hidden:])
			wrong(at, "an invisible sign (%U) stands in %s", r, id)
		case strings.Contains(bare, "{{") || strings.Contains(bare, "}}"):
			wrong(at, "between braces stands a variable and nothing else, as in {{.number}}")
		default:
			p.checkSlots(wrong, at, id, letter, bare)
		}
	}
}

// checkSlots looks at the variables of a text, and at the words between them.
func (p *Procedure) checkSlots(wrong wrong, at, id string, letter Letter, bare string) {
	var used []string
	for _, found := range slot.FindAllStringSubmatch(p.Texts[id], -1) {
		used = append(used, found[1])
	}
	known := slices.Concat(letter.Needs, letter.May)
	for _, name := range used {
		if !slices.Contains(known, name) {
			wrong(at, "%s knows no {{.%s}}; it has %s", id, name, shownSlots(known))
			return
		}
	}
	missing := slices.DeleteFunc(slices.Clone(letter.Needs), func(name string) bool { return slices.Contains(used, name) })
	if len(missing) > 0 {
		wrong(at, "%s lacks %s, which who complains is to know", id, shownSlots(missing))
	}
	if found := p.Wording.Look(bare); len(found) > 0 {
		wrong(at, "%s has %q, which is avoided", id, found[0].Word)
	}
}

func shownSlots(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return "{{." + strings.Join(names, "}} {{.") + "}}"
}
