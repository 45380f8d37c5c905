package complaint

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Op is what became of a run of words from one version of a text to the next.
type Op int

// Words stand in both versions, only in the older, or only in the newer one.
const (
	OpSame Op = iota
	OpGone
	OpNew
)

// Run is a run of words with one fate, and the space behind each.
type Run struct {
	Op   Op
	Text string
}

// Comparison is what changed from one version of an answer to another, as far
// as the complainant is told.
type Comparison struct {
	From, To             int // versions
	Old, New             Draft
	Facts, Text, Reasons []Run
	Gone, Added          []Promise
}

// The parts of an answer that can change, in the order shown.
const (
	ChangedForm     = "form"
	ChangedOutcome  = "outcome"
	ChangedFacts    = "facts"
	ChangedText     = "text"
	ChangedReasons  = "reasons"
	ChangedPromises = "promises"
	ChangedLetter   = "letter"
)

// Changed lists the parts that differ.
func (x *Comparison) Changed() []string {
	var parts []string
	add := func(differs bool, part string) {
		if differs {
			parts = append(parts, part)
		}
	}
	add(x.Old.Form != x.New.Form, ChangedForm)
	add(x.Old.Outcome != x.New.Outcome, ChangedOutcome)
	add(differ(x.Facts), ChangedFacts)
	add(differ(x.Text), ChangedText)
	add(differ(x.Reasons), ChangedReasons)
	add(len(x.Gone)+len(x.Added) > 0, ChangedPromises)
	add(letterID(x.Old) != letterID(x.New), ChangedLetter)
	return parts
}

func differ(runs []Run) bool {
	return slices.ContainsFunc(runs, func(r Run) bool { return r.Op != OpSame })
}

func letterID(d Draft) string {
	if d.Letter == nil {
		return ""
	}
	return d.Letter.ID
}

// CountWords counts the words that a comparison of texts brings in and takes out.
func CountWords(runs []Run) (added, gone int) {
	for _, r := range runs {
		switch n := len(strings.Fields(r.Text)); r.Op {
		case OpNew:
			added += n
		case OpGone:
			gone += n
		}
	}
	return added, gone
}

// Before gives the version before v that was put up for approval, which those
// who decide may know; 0 when there is none.
func (c *Case) Before(v int) int {
	for v--; v >= 1 && v <= len(c.Answers); v-- {
		if c.Answers[v-1].Asked {
			return v
		}
	}
	return 0
}

// Compare tells two versions of the answer apart, false when there is no such
// version.
func (c *Case) Compare(from, to int) (Comparison, bool) {
	if from < 1 || to < 1 || max(from, to) > len(c.Answers) {
		return Comparison{}, false
	}
	x := Comparison{From: from, To: to, Old: c.Version(from), New: c.Version(to)}
	x.Facts, x.Text, x.Reasons = diff(x.Old.Facts, x.New.Facts), diff(x.Old.Whole(), x.New.Whole()), diff(x.Old.Reasons, x.New.Reasons)
	x.Gone, x.Added = missing(x.Old.Promises, x.New.Promises), missing(x.New.Promises, x.Old.Promises)
	if slices.ContainsFunc(c.Commitments, func(m Commitment) bool { return m.Version == from }) { // owed since that was told, whatever a newer one says
		x.Gone = nil
	}
	return x, true
}

// missing lists the promises that other has not.
func missing(promises, other []Promise) []Promise {
	return slices.DeleteFunc(slices.Clone(promises), func(p Promise) bool { return slices.Contains(other, p) })
}

// firstWord is the rune that stands for the first word: beyond it every number
// is a rune of its own.
const firstWord = 0x10000

// diff tells two texts apart word by word. Its runs without the new ones hold
// the words of the old text, without the gone ones the new text.
func diff(old, is string) []Run {
	before, after := split(old), split(is)
	ids := map[string]rune{}
	number := func(words []string) []rune {
		runes := make([]rune, len(words))
		for i, w := range words {
			w = strings.TrimSpace(w)
			if _, known := ids[w]; !known {
				ids[w] = firstWord + rune(len(ids))
			}
			runes[i] = ids[w]
		}
		return runes
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // by the clock the same texts would differ now like this, now like that
	var runs []Run
	for _, d := range dmp.DiffCleanupSemantic(dmp.DiffMainRunes(number(before), number(after), false)) {
		n := utf8.RuneCountInString(d.Text)
		words := after
		if d.Type == diffmatchpatch.DiffDelete {
			words = before
		}
		runs = append(runs, Run{opOf[d.Type], strings.Join(words[:n], "")})
		if d.Type != diffmatchpatch.DiffInsert {
			before = before[n:]
		}
		if d.Type != diffmatchpatch.DiffDelete {
			after = after[n:]
		}
	}
	return runs
}

var opOf = map[diffmatchpatch.Operation]Op{
	diffmatchpatch.DiffEqual: OpSame, diffmatchpatch.DiffDelete: OpGone, diffmatchpatch.DiffInsert: OpNew,
}

// split cuts a text into words, each with the space behind it.
func split(text string) []string {
	var words []string
	text = strings.TrimSpace(text)
	start, space := 0, false
	for i, r := range text {
		is := unicode.IsSpace(r)
		if space && !is {
			words = append(words, text[start:i])
			start = i
		}
		space = is
	}
	if start < len(text) {
		words = append(words, text[start:])
	}
	return words
}
