package complaint

import (
	"strings"
	"testing"

	"ombud/procedure"
)

// Words find what the person may read, and nothing to who is involved.
func TestMentions(t *testing.T) {
	c := walkTo(t, FaceInApproval)
	now := at(t, "2026-03-12 15:20")
	for _, tc := range []struct {
		name, who, words string
		want             bool
	}{
		{"customer", sanne, "vries", true},
		{"every word counts", sanne, "vries annual", true},
		{"one word is nowhere", sanne, "vries zeppelin", false},
		{"no words", sanne, "", false},
		{"a key of the stored text", sanne, "summary", false},
		{"what the filer wrote", lotte, "vries", true},
		{"the answer, by its author", milan, procedure.Fold(draft().Text), true},
		{"the answer is not the filer's to read", lotte, procedure.Fold(draft().Text), false},
		{"about whom it is", joost, "vries", false},
	} {
		c.Deliverers = []string{joost}
		words := strings.Fields(tc.words)
		if strings.Contains(tc.name, "answer") {
			words = []string{tc.words}
		}
		if got := c.Mentions(member(tc.who), words, now); got != tc.want {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}

// What a correction replaced is read in the history, and finds nothing.
func TestReplacedWordsFindNothing(t *testing.T) {
	c, now := walkTo(t, FaceInProgress), at(t, "2026-03-12 15:20")
	finds := func(words string, want bool) {
		t.Helper()
		if got := c.Mentions(member(sanne), strings.Fields(words), now); got != want {
			t.Errorf("%q: %t, want %t", words, got, want)
		}
	}
	correct := func(code FactCode, text string) {
		t.Helper()
		must(t, c.Correct(CorrectForm{Fact: Fact{code, 1}, Text: text, Reason: "misheard"}, member(sanne), now))
	}
	correct(FactPhone, "+31 6 22223333")
	finds("12345678", false)
	finds("22223333", true)
	correct(FactPhone, "+31 6 44445555")
	correct(FactWish, "An apology")
	finds("22223333", false)
	finds("44445555 apology", true)
	finds("fine", false)
	finds("misheard", true)
	contact := c.newest(Contacted)
	must(t, c.Correct(CorrectForm{Fact: Fact{FactContact, contact.Seq}, Code: "phone", With: "Berta", How: "a zeppelin", Reason: "a slip"}, member(sanne), now))
	finds("zeppelin berta", true)
	must(t, c.Correct(CorrectForm{Fact: Fact{FactContact, contact.Seq}, Code: "phone", With: "Clara", How: "a steamer", Reason: "another slip"}, member(sanne), now))
	finds("steamer clara", true)
	finds("berta", false)
}

// What a duplicate brought along finds the case that goes on while they are one.
func TestWordsOfADuplicateFindWhileItIsOne(t *testing.T) {
	d, c := twoLetters(t)
	now := at(t, "2026-03-06 12:00")
	finds := func(when string, c *Case, want bool) {
		t.Helper()
		for _, words := range []string{"photographs", "bank agrees", "zeppelin"} {
			if got := c.Mentions(member(sanne), strings.Fields(words), now); got != want {
				t.Errorf("%s: %q finds %s %t, want %t", when, words, c.Number, got, want)
			}
		}
	}
	must(t, d.AddInformation(Addition{Registration: Registration{Filing: Filing{Story: "A zeppelin came too. It was late."}}}, member(sanne), now))
	finds("filed", c, false)
	must(t, Merge(d, c, "the same letter", member(sanne), now))
	finds("merged", c, true)
	must(t, Unmerge(d, c, member(sanne), now.Add(1)))
	finds("apart", c, false)
	finds("apart", d, true)
	must(t, Merge(d, c, "the same letter", member(sanne), now.Add(2)))
	finds("merged again", c, true)
}
