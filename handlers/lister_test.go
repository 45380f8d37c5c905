package handlers

import (
	"slices"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
)

func (o *office) listerOf(user string) *lister {
	o.t.Helper()
	l, err := o.h.lister(o.t.Context(), complaint.Person{ID: user, Member: true})
	must(o.t, err)
	return l
}

// Due today is what falls due before work begins on the next working day.
func TestTodayEnds(t *testing.T) {
	o := newOffice(t)
	for now, want := range map[string]string{
		"2026-03-05 10:00": "2026-03-06 08:30", // a Thursday
		"2026-03-06 10:00": "2026-03-09 08:30", // a Friday
		"2026-03-07 10:00": "2026-03-09 08:30", // the weekend after it
		"2026-04-02 23:59": "2026-04-03 08:30", // before Good Friday, a working day in the Netherlands
	} {
		o.turn(at(t, now))
		if end := o.listerOf(sanne).today; !end.Equal(at(t, want)) {
			t.Errorf("at %s today ends %v; want %s", now, end, want)
		}
	}
}

// Who acts in whose place: the deputy named, and the deputy of an officer who
// named nobody; until the absence ends.
func TestActing(t *testing.T) {
	o := newOffice(t)
	r := o.roster()
	r.Away = []complaint.Absence{
		{User: milan, From: at(t, "2026-03-02 00:00"), Until: at(t, "2026-03-07 00:00")},
		{User: sanne, From: at(t, "2026-03-04 00:00"), Until: at(t, "2026-03-06 00:00")},
		{User: joost, From: at(t, "2026-03-02 00:00"), Until: at(t, "2026-03-07 00:00"), Deputy: lotte},
		{User: mees, From: at(t, "2026-04-02 00:00"), Until: at(t, "2026-04-07 00:00"), Deputy: lotte},
	}
	must(t, o.store.SaveRoster(t.Context(), r))
	for _, tc := range []struct {
		user, now string
		want      []string
	}{
		{fatima, "2026-03-05 10:00", []string{milan, sanne}},
		{fatima, "2026-03-06 10:00", []string{milan}},
		{lotte, "2026-03-05 10:00", []string{joost}},
		{lotte, "2026-03-08 10:00", nil},
		{milan, "2026-03-05 10:00", nil},
	} {
		o.turn(at(t, tc.now))
		var got []string
		for _, a := range o.listerOf(tc.user).acting() {
			got = append(got, a.User)
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s acts for %v at %s, want %v", tc.user, got, tc.now, tc.want)
		}
	}
}

// The menus of the search mean the same for a case found by its number as for
// those that the database finds.
func TestMenusOfTheSearchAgree(t *testing.T) {
	o := newOffice(t)
	o.filed(map[string]any{"nature": "service"})
	o.handled()
	o.told()
	o.turn(at(t, "2026-03-16 09:00"))
	l := o.listerOf(sanne)
	forms := []view.SearchForm{{Nature: "service"}, {Nature: "other"}, {Handler: milan}, {Handler: joost}}
	for _, state := range view.ListFilters {
		forms = append(forms, view.SearchForm{State: state})
	}
	for _, period := range view.SearchPeriods {
		forms = append(forms, view.SearchForm{Period: period})
	}
	for _, form := range forms {
		found, err := l.search(t.Context(), form, "")
		must(t, err)
		for _, number := range []string{"K-2026-0001", "K-2026-0002", "K-2026-0003"} {
			c := o.caseOf(number)
			listed := slices.ContainsFunc(found.Cases, func(f *complaint.Case) bool { return f.Number == number })
			if fits := l.fits(c, form); fits != listed {
				t.Errorf("%+v: %s fits %v, but is listed %v", form, number, fits, listed)
			}
		}
	}
}

// Nobody outside the company's leads is asked for more than they may see; whoever stands
// in for somebody is asked for what that person may see, and for all in the place of who
// leads.
func TestReachOfASearch(t *testing.T) {
	o := newOffice(t)
	reach := func(user string, told bool, want ...string) {
		t.Helper()
		f := o.listerOf(user).searchFilter(view.SearchForm{})
		if !slices.Equal(f.Reach, want) || f.Told != told {
			t.Errorf("%s reaches %q, told %v; want %q", user, f.Reach, f.Told, want)
		}
	}
	for _, user := range []string{sanne, mees, fatima} {
		reach(user, false)
	}
	reach(milan, false, milan)
	reach(lotte, true, lotte)
	reach(joost, false, joost)
	r := o.roster()
	from, until := at(t, "2026-03-02 00:00"), at(t, "2026-03-20 00:00")
	r.Away = []complaint.Absence{
		{User: milan, From: from, Until: until, Deputy: joost}, {User: lotte, From: from, Until: until, Deputy: joost},
		{User: sanne, From: from, Until: until, Deputy: "U0OTHER"},
	}
	must(t, o.store.SaveRoster(t.Context(), r))
	o.turn(at(t, "2026-03-05 12:00"))
	reach(joost, true, joost, milan, lotte)
	reach("U0OTHER", false)
}
