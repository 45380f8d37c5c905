package complaint

import (
	"testing"
	"time"
)

// Who says once more what is set already asks nobody anew: the answer of the deputy stays.
// A deputy who could not is asked again, and one who names themselves has answered.
func TestTheSameAbsenceSetOnceMore(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	for _, tc := range []struct {
		name   string
		answer DeputyAnswer
		by     string
		change func(*Absence)
		kept   bool
	}{
		{"by themselves", DeputyTakes, milan, nil, true},
		{"before the deputy answered", "", milan, nil, true},
		{"by the officer", DeputyTakes, sanne, nil, true},
		{"after the deputy said no", DeputyCannot, milan, nil, false},
		{"for a day more", DeputyTakes, milan, func(a *Absence) { a.Until = a.Until.AddDate(0, 0, 1) }, false},
		{"from a day sooner", DeputyTakes, milan, func(a *Absence) { a.From = a.From.AddDate(0, 0, -1) }, false},
		{"with another deputy", DeputyTakes, milan, func(a *Absence) { a.Deputy = fatima }, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			first, _, err := r.SetAway(week(t, milan, mees), member(milan), now)
			must(t, err)
			first.Answer = tc.answer
			id, again := first.ID, week(t, milan, mees)
			if tc.change != nil {
				tc.change(&again)
			}
			set, before, err := r.SetAway(again, member(tc.by), now.Add(time.Minute))
			must(t, err)
			if kept := set.ID == id && set.Answer == tc.answer && len(before) == 0; kept != tc.kept {
				t.Errorf("set %+v in place of %+v", set, before)
			}
		})
	}
	r := sampleRoster()
	_, _, err := r.SetAway(week(t, milan, sanne), member(milan), now)
	must(t, err)
	if set, _, err := r.SetAway(week(t, milan, sanne), member(sanne), now.Add(time.Minute)); err != nil || set.Answer != DeputyTakes {
		t.Errorf("the officer takes it: %+v, %v", set, err)
	}
}

// An absence that becomes the days of another takes its place, as any other change does.
func TestAnAbsenceThatIsMovedOntoAnother(t *testing.T) {
	r, now := sampleRoster(), at(t, "2026-03-05 10:00")
	_, _, err := r.SetAway(week(t, milan, mees), member(milan), now)
	must(t, err)
	later := week(t, milan, mees)
	later.From, later.Until = later.From.AddDate(0, 1, 0), later.Until.AddDate(0, 1, 0)
	other, _, err := r.SetAway(later, member(milan), now.Add(time.Minute))
	must(t, err)
	moved := week(t, milan, mees)
	moved.ID = other.ID
	_, before, err := r.SetAway(moved, member(milan), now.Add(2*time.Minute))
	must(t, err)
	if own := r.OwnAbsences(milan, now); len(before) != 2 || len(own) != 1 {
		t.Errorf("in place of %d; set are %+v", len(before), own)
	}
}

// What a form asked for is found again, whoever's absence it changed, and not what was
// changed or ended since.
func TestWhatWasSetBefore(t *testing.T) {
	r, now := sampleRoster(), at(t, "2026-03-05 10:00")
	own, _, err := r.SetAway(week(t, milan, mees), member(milan), now)
	must(t, err)
	asked := week(t, "", fatima) // of whom, the absence says
	asked.ID = own.ID
	set, _, err := r.SetAway(asked, member(sanne), now.Add(time.Minute))
	must(t, err)
	if got := r.SetBefore(asked, member(sanne)); got == nil || got.ID != set.ID || got.User != milan {
		t.Errorf("changed by the officer: %+v", got)
	}
	if got := r.SetBefore(asked, member(lotte)); got != nil {
		t.Errorf("somebody else finds %+v", got)
	}
	if got := r.SetBefore(week(t, milan, mees), member(milan)); got != nil {
		t.Errorf("changed since: %+v", got)
	}
	_, err = r.Back(set.ID, member(milan), at(t, "2026-03-10 09:00"))
	must(t, err)
	if got := r.SetBefore(asked, member(sanne)); got != nil {
		t.Errorf("ended since: %+v", got)
	}
}
