package complaint

import (
	"slices"
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
	if !other.MaySee(by, PartCard, now) || other.Erased() {
		return Refusals{refuseField("other", "error.unknown_case", "number", other.Number)}
	}
	for _, pair := range [][2]*Case{{one, other}, {other, one}} {
		if !slices.Contains(pair[0].Related, pair[1].Number) {
			pair[0].record(RelatedTo, by, now, now, Data{Case: pair[1].Number}, 0)
		}
	}
	return nil
}

// Links lists the numbers of the other cases that this one speaks of. Who may
// read of them is each other case's to say.
func (c *Case) Links() []string {
	numbers := slices.Clone(c.Related)
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
