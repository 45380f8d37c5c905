package lang

import (
	"slices"
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"ombud/procedure"
)

// relation is what an invented company calls whoever complains.
var relation = Words{Language: NL, Texts: map[string]string{
	"words.customer.one": "relatie", "words.customer.the": "de relatie", "words.customer.many": "relaties",
	"words.role.officer": "ombudsvrouw",
}}

// ownWords is a company with a text of its own for who complains.
var ownWords = Words{Language: NL, Texts: map[string]string{"letter.until": "Tot {{.when}}, {{.when}}"}}

// neighbours is a company with a nature of its own, and a name for one of ours.
var neighbours = Words{Language: NL, Texts: map[string]string{"card.nature.neighbours": "Overlast", "card.nature.service": "Dienstverlening"}}

// The texts that a company may word itself are those to who complains, and what it must
// say in them is in ours too, in each language: procedure knows them without this package.
func TestLettersAreThoseOfProcedures(t *testing.T) {
	ours := map[string]bool{}
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		plain, _, _ := strings.Cut(id, "@")
		if !strings.HasPrefix(plain, "letter.") {
			return
		}
		ours[plain] = true
		letter, known := procedure.Letters[plain]
		all := slices.Sorted(slices.Values(slices.Concat(letter.Needs, letter.May)))
		for _, name := range variables(m) {
			if !slices.Contains(all, name) {
				t.Errorf("%s: %s may say %v, ours says %s", l, id, all, name)
			}
		}
		for _, name := range letter.Needs {
			if !slices.Contains(variables(m), name) {
				t.Errorf("%s: a company must say %s in %s, and ours does not", l, name, id)
			}
		}
		if !known {
			t.Errorf("%s: no company may word %s", l, id)
		}
	})
	for id := range procedure.Letters {
		if !ours[id] {
			t.Errorf("%s is no text of ours", id)
		}
	}
}

func TestWordsOfACompany(t *testing.T) {
	tests := []struct {
		name     string
		language Language
		words    Words
		id       string
		pairs    []any
		want     string
	}{
		{"spoken of", NL, relation, "ack.day.label", nil, "Uiterlijk op welke dag hoort de relatie meer?"},
		{"at the beginning", NL, relation, "card.flag.unknown", nil, "De relatie is onbekend of niet te bereiken."},
		{"alone", NL, relation, "card.customer", nil, "Relatie"},
		{"several", NL, relation, "digest.satisfied", []any{"well", 2, "all", 3}, "Tevreden relaties: 2 van 3"},
		{"beside what is given", NL, relation, "answer.agreed", []any{"how", "bellen", "when", "vrijdag"}, "Afgesproken met de relatie: bellen (uiterlijk vrijdag)"},
		{"what is given stands", NL, relation, "answer.agreed", []any{"how", "{{.the_customer}}", "when", "vrijdag"}, "Afgesproken met de relatie: {{.the_customer}} (uiterlijk vrijdag)"},
		{"in a plural", NL, relation, "promise.open", []any{"n", 2, "when", "vrijdag"}, "*2 open toezeggingen* aan de relatie, de eerste uiterlijk vrijdag"},
		{"a role", NL, relation, "words.role.officer", nil, "ombudsvrouw"},
		{"a role that is not named", NL, relation, "words.role.handler", nil, "behandelaar"},
		{"another language has ours", DA, relation, "ack.day.label", nil, "Hvilken dag hører kunden senest mere?"},
		{"a role in another language", EN, relation, "words.role.officer", nil, "complaints officer"},
		{"a text with what is given", NL, ownWords, "letter.until", []any{"when", "vrijdag"}, "Tot vrijdag, vrijdag"},
		{"what is given is not run", NL, ownWords, "letter.until", []any{"when", "{{.when}} {{printf}}"}, "Tot {{.when}} {{printf}}, {{.when}} {{printf}}"},
		{"a text without what it needs", NL, ownWords, "letter.until", nil, "[letter.until]"},
		{"a text in another language", DA, ownWords, "letter.until", []any{"when", "fredag"}, "Du hører fra os senest fredag."},
		{"a code of its own", NL, neighbours, "card.nature.neighbours", nil, "Overlast"},
		{"a code of its own, where we have no word", DA, neighbours, "card.nature.neighbours", nil, "Overlast"},
		{"a code of ours that it names", NL, neighbours, "card.nature.service", nil, "Dienstverlening"},
		{"a code of ours in another language", EN, neighbours, "card.nature.service", nil, "Service"},
		{"what nobody named", NL, neighbours, "card.nature.garden", nil, "[card.nature.garden]"},
		{"nothing named", NL, Words{}, "card.flag.unknown", nil, "De klant is onbekend of niet te bereiken."},
		{"whose it is, in Danish", DA, Words{Language: DA, Texts: map[string]string{"words.customer.the": "anmelderen"}}, "correct.fact.name", nil, "Anmelderens navn"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := New(test.language, "", nil).Named(test.words).T(test.id, test.pairs...); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAPrinterKeepsItsWords(t *testing.T) {
	p := New(NL, "", nil).Named(relation)
	for name, other := range map[string]*Printer{"variant": p.With("neutral"), "zone": p.In(nil)} {
		if got := other.T("card.customer"); got != "Relatie" {
			t.Errorf("in another %s it says %q", name, got)
		}
	}
}

// What a text may be given by itself is written in one way only.
func TestWhoComplainsIsNotWrittenOut(t *testing.T) {
	generic := map[Language][]string{NL: {" de klant ", "De klant "}, DA: {" kunden ", "Kunden "}, EN: {" the customer ", "The customer "}}
	fixed := []string{"demo", "link", "letter"} // the demo tells a story of a customer; the others speak of, or to, all of them
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		for _, topic := range fixed {
			if strings.HasPrefix(id, topic+".") {
				return
			}
		}
		for _, word := range generic[l] {
			for _, s := range forms(m) {
				if strings.Contains(s, word) && !roomFewer(id) {
					t.Errorf("%s: %s says %q instead of the word of the company: %q", l, id, strings.TrimSpace(word), s)
				}
			}
		}
	})
}

// roomFewer tells of a heading, in which no longer word may have room.
func roomFewer(id string) bool { return strings.HasSuffix(id, ".title") }

func TestTitle(t *testing.T) {
	for s, want := range map[string]string{"": "", "økonomichef": "Økonomichef", "de relatie": "De relatie", "IT": "IT"} {
		if got := Title(s); got != want {
			t.Errorf("Title(%q) = %q, want %q", s, got, want)
		}
	}
}

// Letters speak to a customer in the form of address that the procedure has.
func TestLettersKeepTheirFormOfAddress(t *testing.T) {
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		plain, variant, _ := strings.Cut(id, "@")
		if l != NL || !strings.HasPrefix(id, "letter.") || plain == "letter.customer" {
			return
		}
		words := " " + strings.ToLower(strings.NewReplacer(",", " ", "\n", " ", ".", " ").Replace(m.Other)) + " "
		formal := strings.Contains(words, " u ") || strings.Contains(words, " uw ")
		if informal := variant == "je"; formal == informal {
			t.Errorf("%s: formal %v: %q", id, formal, m.Other)
		}
		if variant == "" && texts[l]().messages[id+"@je"] == nil {
			t.Errorf("%s: no text for a procedure that says je", id)
		}
	})
}

// A role has one name, whether it stands in a sentence or at the head of a list.
func TestARoleHasOneName(t *testing.T) {
	for _, l := range All {
		p := New(l, "", nil)
		for id := range texts[l]().messages {
			role, listed := strings.CutPrefix(id, "people.role.")
			if !listed {
				continue
			}
			if said, head := p.T("words.role."+role), p.T(id); Title(said) != head {
				t.Errorf("%s: %q in a sentence, %q in a list", l, said, head)
			}
		}
	}
}
