package complaint

import (
	"slices"
	"strings"
	"time"
)

// MayRelate tells whether this person may link the case to another.
func (c *Case) MayRelate(by Person, now time.Time) error {
	return c.may(by, now, PartAnswer, RoleOfficer, RoleDeputy, RoleHandler)
}

// Relate links two cases that have to do with each other; both go on as they
// are. Linking twice records nothing. Both must be saved together. By
// whoever may see both: handler, officer or deputy.
func Relate(one, other *Case, by Person, now time.Time) error {
	if err := one.MayRelate(by, now); err != nil {
		return err
	}
	if one.Number == other.Number {
		return Refusals{refuseField("other", "error.merge_itself")}
	}
	if !other.knows(by, PartCard, now) || other.Erased() {
		return Refusals{refuseField("other", "error.unknown_case", "number", other.Number)}
	}
	for _, pair := range [][2]*Case{{one, other}, {other, one}} {
		if !slices.Contains(pair[0].Related, pair[1].Number) {
			pair[0].record(RelatedTo, by, now, now, Data{Case: pair[1].Number}, 0)
		}
	}
	return nil
}

// Unrelate takes back that two cases have to do with each other, with the reason, which
// stays in the first. Whom one of them kept out, and that it is hidden, only because of
// the other is judged again; f.Channel is as in [CorrectForm]. Both must be saved together.
// By the officer or deputy of both. Nothing of one that was erased changes, and whoever may
// know that it was may take the link out of the one that is left. A merge is no such link.
func Unrelate(one, other *Case, f CorrectForm, by Person, now time.Time) error {
	if err := one.MayCorrect(by, now); err != nil {
		return err
	}
	if one.OnRecord(f.Fact).With != other.Number || f.Fact.Code != FactLink {
		return Refusals{refuseField("fact", "error.fact_missing")}
	}
	if err := other.MayCorrect(by, now); err != nil && !(other.Erased() && other.MaySee(by, PartState, now)) {
		return err
	}
	f.Reason = strings.TrimSpace(f.Reason)
	if f.Reason == "" {
		return Refusals{refuseField("reason", "error.reason_missing")}
	}
	for _, pair := range [][2]*Case{{one, other}, {other, one}} {
		c := pair[0]
		f.Fact = c.linkTo(pair[1].Number)
		if f.Fact.Seq == 0 || c.Erased() { // only the newer one knows, or only the one that is left
			continue
		}
		data, words, rs := c.correction(f, now)
		if err := rs.orNil(); err != nil {
			return err
		}
		if c == one {
			words.Reason = f.Reason
		}
		c.record(Corrected, by, now, now, data, c.put(words))
		if err := c.reroute(f.Channel, now); err != nil {
			return err
		}
	}
	return nil
}

// LinkOf gives the other case of a link, also of one that was taken back; empty for a fact
// that is none.
func (c *Case) LinkOf(f Fact) string {
	if f.Code != FactLink || f.Seq < 1 || f.Seq > len(c.Events) || c.Events[f.Seq-1].Kind != RelatedTo {
		return ""
	}
	return c.Written(c.Events[f.Seq-1]).Data.Case
}

// linkTo is the fact that the case has to do with that other one, the zero Fact where it has not.
func (c *Case) linkTo(number string) Fact {
	for _, e := range c.Events {
		if e.Kind == RelatedTo && e.Data.Case == number {
			return Fact{FactLink, e.Seq}
		}
	}
	return Fact{}
}

// barredBy lists who is kept out of the case because that other one keeps them out.
func (c *Case) barredBy(number string) []string {
	var users []string
	for _, e := range c.Events {
		if e.Kind == InvolvedFound && e.Data.Case == number {
			users = append(users, e.Data.Users...)
		}
	}
	return people(users)
}

// unlink lets the link of that event count as a mistake, with what followed from it.
func (c *Case) unlink(seq int) {
	number := c.Events[seq-1].Data.Case
	for i, e := range c.Events {
		if e.Data.Case != number || !slices.Contains([]Kind{RelatedTo, InvolvedFound, RouteConfidential}, e.Kind) {
			continue
		}
		c.keepWritten(e)
		d := &c.Events[i].Data
		d.Case, d.Users, d.Flags = "", nil, append(slices.Clone(d.Flags), FlagMistaken)
	}
}

// Links lists the numbers of the other cases that this one speaks of, also of those that
// turned out to have nothing to do with it. Who may read of them is each other case's to
// say.
func (c *Case) Links() []string {
	var numbers []string
	for _, e := range c.Events {
		if e.Kind == RelatedTo {
			numbers = append(numbers, c.Written(e).Data.Case)
		}
	}
	for _, j := range c.joints {
		numbers = append(numbers, j.number)
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// Absorbs lists the numbers of the duplicates that go on in this case.
func (c *Case) Absorbs() []string {
	var numbers []string
	for _, j := range c.joints {
		if !j.received.IsZero() {
			numbers = append(numbers, j.number)
		}
	}
	return numbers
}
