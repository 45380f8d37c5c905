package scheduler

import (
	"testing"

	"ombud/complaint"
	"ombud/procedure"
)

// After a year without a recommendation the officers are asked for one, once, where
// the procedure wants that; what is recommended begins the year anew (CY-36).
func TestAYearWithoutARecommendation(t *testing.T) {
	const asked = "nothing was recommended to prevent complaints"
	f := newFirm(t)
	yaml, err := procedure.Preset("cygnus")
	f.do("preset", err)
	f.do("procedure", f.Store.SaveProcedure(t.Context(), yaml, at("2024-02-01 00:00")))
	f.business.Set(at("2026-03-05 10:20"))
	number := f.file()
	for _, tc := range []struct {
		when string
		more int // messages that this day brings
	}{{"2027-03-04 09:00", 0}, {"2027-03-05 09:00", 1}, {"2027-03-08 09:00", 0}} {
		before := f.posted(asked)
		f.reviewDue(tc.when)
		if got := f.posted(asked) - before; got != tc.more {
			t.Errorf("%s: asked %d times, want %d", tc.when, got, tc.more)
		}
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Recommend(complaint.Recommendation{What: "Plan earlier", To: mees, Who: "Mees Vos"}, member(sanne), now)
	})
	f.sendAll()
	before := f.posted(asked)
	f.reviewDue("2027-04-01 09:00")
	f.reviewDue("2028-03-07 09:00")
	if got := f.posted(asked) - before; got != 0 {
		t.Errorf("within a year after one asked %d times", got)
	}
	f.reviewDue("2028-03-08 09:00")
	if got := f.posted(asked) - before; got != 1 {
		t.Errorf("a year after the last one asked %d times, want 1", got)
	}
}
