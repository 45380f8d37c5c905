package complaint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestDiff(t *testing.T) {
	for _, tc := range []struct {
		name, old, is string
		want          []Run
	}{
		{"nothing", "", "", nil},
		{"alike", "You are right.", "You are right.", []Run{{OpSame, "You are right."}}},
		{"all new", "", "You are right.", []Run{{OpNew, "You are right."}}},
		{"all gone", "You are right.", "", []Run{{OpGone, "You are right."}}},
		{"one word", "We refund the fine.", "We refund the whole fine.", []Run{{OpSame, "We refund the "}, {OpNew, "whole "}, {OpSame, "fine."}}},
		{"an amount", "We refund 350 euro by March.", "We refund 385 euro by March.",
			[]Run{{OpSame, "We refund "}, {OpGone, "350 "}, {OpNew, "385 "}, {OpSame, "euro by March."}}},
		{"a part more", "One.", "One.\n\nTwo.", []Run{{OpSame, "One.\n\n"}, {OpNew, "Two."}}},
		{"another line", "One. Two.", "One.\nTwo.", []Run{{OpSame, "One.\nTwo."}}},
		{"within a word nothing is marked", "klant", "klanten", []Run{{OpGone, "klant"}, {OpNew, "klanten"}}},
		{"letters of four bytes", "𝄞 one 🎼", "𝄞 two 🎼", []Run{{OpSame, "𝄞 "}, {OpGone, "one "}, {OpNew, "two "}, {OpSame, "🎼"}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if d := cmp.Diff(tc.want, diff(tc.old, tc.is)); d != "" {
				t.Errorf("runs (-want +got):\n%s", d)
			}
		})
	}
}

// Whatever changes, the words of both texts can be read from the runs, and no
// two runs that stand side by side have the same fate.
func TestADiffHoldsBothTexts(t *testing.T) {
	text := rapid.Custom(func(r *rapid.T) string {
		word := rapid.OneOf(rapid.SampledFrom([]string{"the", "fine", "is", "refunded", "385", "€", "\n\n", " ", "\t"}), rapid.String())
		return strings.Join(rapid.SliceOfN(word, 0, 30).Draw(r, "words"), rapid.SampledFrom([]string{" ", "\n", ""}).Draw(r, "between"))
	})
	rapid.Check(t, func(r *rapid.T) {
		old, is := text.Draw(r, "old"), text.Draw(r, "is")
		var was, now strings.Builder
		before := Op(-1)
		for _, run := range diff(old, is) {
			if run.Op == before || run.Text == "" {
				r.Fatalf("%d stands beside itself, or is empty", run.Op)
			}
			before = run.Op
			if run.Op != OpNew {
				was.WriteString(run.Text + " ") // the space behind the last word may be gone
			}
			if run.Op != OpGone {
				now.WriteString(run.Text)
			}
		}
		if !cmp.Equal(strings.Fields(was.String()), strings.Fields(old)) || now.String() != strings.TrimSpace(is) {
			r.Fatalf("%q and %q read as %q and %q", old, is, was.String(), now.String())
		}
	})
}

// twoVersions is a case whose answer went up twice, changed in between.
func twoVersions(t *testing.T, change func(*Draft)) *Case {
	t.Helper()
	c := walkTo(t, FaceInProgress)
	w, d := &walk{t, c}, draft()
	d.Text, d.Reasons = "You are right. We refund the fine.", "The file lay unread."
	w.do("draft", c.Prepare(d, member(milan), at(t, "2026-03-12 15:00")))
	change(&d)
	w.do("revise", c.Prepare(d, member(milan), at(t, "2026-03-12 15:30")))
	return c
}

func TestWhatChangedBetweenVersions(t *testing.T) {
	for _, tc := range []struct {
		name        string
		change      func(*Draft)
		want        []string
		added, gone int
	}{
		{"nothing", func(*Draft) {}, nil, 0, 0},
		{"what is for colleagues", func(d *Draft) { d.Internal, d.OralWhy = "hm", "she asked" }, nil, 0, 0},
		{"a word", func(d *Draft) { d.Text = "You are right. We refund the whole fine." }, []string{ChangedText}, 1, 0},
		{"a part", func(d *Draft) { d.More = []string{"We are sorry."} }, []string{ChangedText}, 3, 0},
		{"a sentence less", func(d *Draft) { d.Text = "You are right." }, []string{ChangedText}, 0, 4},
		{"the facts", func(d *Draft) { d.Facts = "The planning named no day." }, []string{ChangedFacts}, 0, 0},
		{"the reasons", func(d *Draft) { d.Reasons = "It was nobody's task." }, []string{ChangedReasons}, 0, 0},
		{"form and outcome", func(d *Draft) { d.Form, d.Outcome = "email", "partly" }, []string{ChangedForm, ChangedOutcome}, 0, 0},
		{"a promise more", func(d *Draft) { d.Promises = append(d.Promises, Promise{What: "call", When: "2026-03-20"}) }, []string{ChangedPromises}, 0, 0},
		{"a letter", func(d *Draft) { d.Letter = letter("F1", "a.pdf") }, []string{ChangedLetter}, 0, 0},
		{"all of it", func(d *Draft) {
			d.Form, d.Outcome, d.Text, d.Reasons, d.Promises, d.Letter = "email", "partly", "No.", "None.", nil, letter("F1", "a.pdf")
			d.Facts = "The planning named no day."
		}, []string{ChangedForm, ChangedOutcome, ChangedFacts, ChangedText, ChangedReasons, ChangedPromises, ChangedLetter}, 1, 7},
	} {
		t.Run(tc.name, func(t *testing.T) {
			x, ok := twoVersions(t, tc.change).Compare(1, 2)
			if !ok {
				t.Fatal("no such versions")
			}
			if d := cmp.Diff(tc.want, x.Changed()); d != "" {
				t.Errorf("changed (-want +got):\n%s", d)
			}
			if added, gone := CountWords(x.Text); added != tc.added || gone != tc.gone {
				t.Errorf("%d words new, %d gone; want %d, %d", added, gone, tc.added, tc.gone)
			}
		})
	}
}

// Promises are compared row by row, in both directions.
func TestPromisesBetweenVersions(t *testing.T) {
	c := twoVersions(t, func(d *Draft) { d.Promises = []Promise{{What: "refund", When: "2026-03-27"}} })
	there, _ := c.Compare(1, 2)
	back, _ := c.Compare(2, 1)
	if len(there.Gone) != 1 || there.Gone[0].When != "2026-03-20" || len(there.Added) != 1 || there.Added[0].When != "2026-03-27" {
		t.Errorf("there: gone %v, new %v", there.Gone, there.Added)
	}
	if !cmp.Equal(there.Gone, back.Added) || !cmp.Equal(there.Added, back.Gone) {
		t.Errorf("back: gone %v, new %v", back.Gone, back.Added)
	}
	for _, v := range [][2]int{{0, 1}, {1, 0}, {1, 3}, {-1, 2}} {
		if _, ok := c.Compare(v[0], v[1]); ok {
			t.Errorf("versions %v are compared", v)
		}
	}
}

// What was promised in an answer that was given is owed, so that an answer of the next round
// does not take it away by keeping silent about it; what it promises besides is new.
func TestAnOlderRoundsPromiseIsNotGone(t *testing.T) {
	c := walkTo(t, FaceAnswered)
	w, d := &walk{t, c}, draft()
	w.do("ask again", c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: at(t, "2026-03-18 11:00"), Via: "phone", Note: "Half of it"}, member(lotte), at(t, "2026-03-18 11:05")))
	d.Promises = nil
	w.do("draft", c.Prepare(d, member(milan), at(t, "2026-03-18 15:00")))
	from, to := len(c.Answers)-1, len(c.Answers)
	if x, _ := c.Compare(from, to); len(x.Old.Promises) == 0 || len(x.Gone) > 0 || slices.Contains(x.Changed(), ChangedPromises) {
		t.Errorf("of the promises %v: gone %v, changed %v", x.Old.Promises, x.Gone, x.Changed())
	}
	d.Promises = []Promise{{What: "call the bank", Who: "Milan de Wit", When: "2026-03-27"}}
	w.do("revise", c.Prepare(d, member(milan), at(t, "2026-03-18 15:30")))
	if x, _ := c.Compare(from, to+1); len(x.Gone) > 0 || len(x.Added) != 1 {
		t.Errorf("gone %v, new %v", x.Gone, x.Added)
	}
}

// A version is compared with the last that somebody was asked about: a draft
// that was kept is its author's.
func TestWhichVersionIsComparedWith(t *testing.T) {
	c := walkTo(t, FaceInProgress)
	for i, ask := range []bool{false, true, false, false, true, true} {
		d := draft()
		d.Ask = ask
		if err := c.Prepare(d, member(milan), at(t, fmt.Sprintf("2026-03-12 15:%02d", i))); err != nil {
			t.Fatal(err)
		}
	}
	for v, want := range map[int]int{-1: 0, 0: 0, 1: 0, 2: 0, 3: 2, 4: 2, 5: 2, 6: 5, 99: 0} {
		if got := c.Before(v); got != want {
			t.Errorf("version %d is compared with %d, want %d", v, got, want)
		}
	}
}

// BenchmarkDiff compares two answers of the greatest length with no word in
// common, the worst there is.
func BenchmarkDiff(b *testing.B) {
	words := func(first int) string {
		var text strings.Builder
		for i := 0; text.Len() < Parts*3000; i++ {
			fmt.Fprintf(&text, "w%d ", first+i)
		}
		return text.String()
	}
	old, is := words(1000), words(5000)
	for b.Loop() {
		diff(old, is)
	}
}
