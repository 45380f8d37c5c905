package complaint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Who came or went and who looks after the app hear of it, once each, and not whoever
// did it; that nothing changed is told to nobody.
func TestWhoHearsOfAChangedRole(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	for _, tc := range []struct {
		name string
		ref  NamedRef
		set  func(r *Roster)
		want []string
	}{
		{"one comes, one goes", NamedRef{RoleOfficer, mees, []string{fatima}, []string{milan}}, nil, []string{fatima, milan, sanne}},
		{"the admin did it", NamedRef{RoleHandler, sanne, []string{fatima}, nil}, nil, []string{fatima}},
		{"the admin is concerned", NamedRef{RoleAdmin, mees, nil, []string{sanne}}, nil, []string{sanne}},
		{"somebody named themselves", NamedRef{RoleHandler, fatima, []string{fatima}, nil}, nil, []string{sanne}},
		{"somebody who left", NamedRef{RoleHandler, mees, nil, []string{milan}}, func(r *Roster) { r.Left = map[string]time.Time{milan: now} }, []string{sanne}},
		{"nothing changed", NamedRef{RoleHandler, mees, nil, nil}, nil, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			if tc.set != nil {
				tc.set(r)
			}
			var told []string
			for _, n := range r.NamedNotices(tc.ref, now) {
				told = append(told, n.To)
				if got := ParseNamed(n.Ref); fmt.Sprint(got) != fmt.Sprint(tc.ref) {
					t.Errorf("read back as %+v", got)
				}
			}
			if diff := cmp.Diff(tc.want, told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
	if got := ParseNamed("nonsense"); got.Role != "nonsense" || len(got.Come)+len(got.Gone) > 0 {
		t.Errorf("nonsense is %+v", got)
	}
}

// The end of a role that sees every case counts once, whether it came at once or by
// the day that was planned; of the others nothing has to be taken back.
func TestTheEndOfARole(t *testing.T) {
	start := at(t, "2026-03-05 10:00")
	r := sampleRoster()
	ends := func(user string, role Role, when time.Time) {
		for i := range r.Holders {
			if h := &r.Holders[i]; h.User == user && h.Role == role {
				h.Until = when
			}
		}
	}
	ends(fatima, RoleDeputy, start)
	ends(fatima, RoleHandler, start)
	ends(mees, RoleManagement, at(t, "2026-03-09 00:00"))
	ends(mees, RoleFallback, at(t, "2026-03-09 00:00"))
	ends(milan, RoleHandler, start)
	for _, tc := range []struct {
		when        string
		want, homes []string
	}{
		{"2026-03-05 09:59", nil, nil},
		{"2026-03-05 10:00", []string{fatima}, []string{fatima, milan}},
		{"2026-03-05 10:01", nil, nil},
		{"2026-03-08 23:59", nil, nil},
		{"2026-03-12 09:00", []string{mees}, []string{mees}}, // nobody looked for days
		{"2026-03-12 09:01", nil, nil},
	} {
		seen, homes := turned(r.Turned(at(t, tc.when)))
		if diff := cmp.Diff(tc.want, seen); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.when, diff)
		}
		if diff := cmp.Diff(tc.homes, homes); diff != "" {
			t.Errorf("%s, drawn anew (-want +got):\n%s", tc.when, diff)
		}
	}
}

// turned are those whose cards are looked at anew, and those whose Home is.
func turned(notices []Notice) (seen, homes []string) {
	for _, n := range notices {
		switch {
		case n.Kind == NoticeSight && n.To == "":
			seen = append(seen, LeftUser(n.Ref))
		case n.Kind == NoticeHome && n.Ref != "":
			homes = append(homes, n.To)
		}
	}
	return seen, homes
}

// A role that sees every case counts once when it begins, now or by the day that was
// planned; of the others nothing comes.
func TestTheBeginningOfARole(t *testing.T) {
	r, now := sampleRoster(), at(t, "2026-03-05 10:00")
	for _, n := range []struct {
		role Role
		user string
		from time.Time
	}{{RoleOfficer, milan, now}, {RoleDeputy, lotte, at(t, "2026-03-09 00:00")}, {RoleHandler, lotte, now}} {
		_, _, err := r.Name(n.role, Naming{
			Users: append(r.Holding(n.role, now), n.user), From: n.from, Stamp: r.Stamp(n.role, now), Profiles: map[string]Profile{n.user: {}},
		}, member(sanne), now)
		must(t, err)
	}
	for _, tc := range []struct {
		when string
		want []string
	}{
		{"2026-03-05 10:00", []string{milan}},
		{"2026-03-05 10:01", nil},
		{"2026-03-09 08:00", []string{lotte}},
		{"2026-03-09 08:01", nil},
	} {
		users, _ := turned(r.Turned(at(t, tc.when)))
		if diff := cmp.Diff(tc.want, users); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.when, diff)
		}
	}
}

// What the configuration says anew is told to whom it concerns and to who looks after
// the app, and what it says as before to nobody; of the roles that see every case, it
// changes which cards somebody has.
func TestRolesInTheConfiguration(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	with := func(set func(r *Roster)) *Roster {
		r := sampleRoster()
		set(r)
		return r
	}
	without := func(user string) func(*Roster) {
		return func(r *Roster) {
			r.Holders = slices.DeleteFunc(r.Holders, func(h Holder) bool { return h.User == user && h.Role != RoleHandler })
		}
	}
	named := func(role Role, user string) func(*Roster) {
		return func(r *Roster) { r.Holders = append(r.Holders, Holder{Role: role, User: user}) }
	}
	for name, tc := range map[string]struct {
		old, next *Roster
		want      []string
	}{
		"nothing changed":     {sampleRoster(), sampleRoster(), nil},
		"an officer more":     {sampleRoster(), with(named(RoleOfficer, lotte)), []string{"named U0LOTTE officer + U0LOTTE", "named U0SANNE officer + U0LOTTE", "sight U0LOTTE", "home U0LOTTE"}},
		"the deputy goes":     {sampleRoster(), with(without(fatima)), []string{"named U0FATIMA deputy - U0FATIMA", "named U0SANNE deputy - U0FATIMA", "sight U0FATIMA", "home U0FATIMA"}},
		"a handler more":      {sampleRoster(), with(named(RoleHandler, lotte)), []string{"named U0LOTTE handler + U0LOTTE", "named U0SANNE handler + U0LOTTE", "home U0LOTTE"}},
		"who leads instead":   {with(func(r *Roster) { r.Lead = RoleManagement }), with(func(r *Roster) { r.Lead = RoleManagement; named(RoleManagement, lotte)(r) }), []string{"named U0LOTTE management + U0LOTTE", "named U0SANNE management + U0LOTTE", "sight U0LOTTE", "home U0LOTTE"}},
		"who left long since": {with(func(r *Roster) { r.Left = map[string]time.Time{fatima: now} }), with(func(r *Roster) { r.Left = map[string]time.Time{fatima: now}; without(fatima)(r) }), nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, n := range tc.next.Reread(tc.old, now) {
				switch n.Kind {
				case NoticeHome:
					got = append(got, "home "+n.To)
					continue
				case NoticeSight:
					got = append(got, "sight "+LeftUser(n.Ref))
					continue
				}
				ref, sign := ParseNamed(n.Ref), " + "
				if len(ref.Gone) > 0 {
					sign = " - "
				}
				if ref.By != "" {
					t.Errorf("it was done by %s", ref.By)
				}
				got = append(got, "named "+n.To+" "+string(ref.Role)+sign+strings.Join(append(ref.Come, ref.Gone...), " "))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}

// Who sees a running confidential case from now on gets its card, and what waits for a
// decision; of one in the channel, of one that is over, and of one about themselves nothing.
func TestCatchingUpWithAConfidentialCase(t *testing.T) {
	now := at(t, "2026-03-18 14:00")
	private := func(face Face) *Case {
		c := walkTo(t, face)
		if c.Open() {
			must(t, c.TakeConfidentialRoute([]string{joost}, now))
		}
		c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleOfficer, User: lotte}, Holder{Role: RoleOfficer, User: joost})
		return c
	}
	for name, tc := range map[string]struct {
		c    *Case
		user string
		want []string
	}{
		"assigned":         {private(FaceAssigned), lotte, []string{"card "}},
		"an answer waits":  {private(FaceInApproval), lotte, []string{"card ", "approval 1"}},
		"it is decided":    {private(FaceApproved), lotte, []string{"card "}},
		"whom it is about": {private(FaceInApproval), joost, nil},
		"somebody else":    {private(FaceInApproval), "U0OTHER", nil},
		"in the channel":   {walkTo(t, FaceInApproval), sanne, nil},
		"over":             {private(FaceClosed), lotte, nil},
		"a request to close": {func() *Case {
			c := asksClose(t, milan)
			must(t, c.TakeConfidentialRoute([]string{joost}, now))
			return c
		}(), sanne, []string{"card ", "waiver"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, n := range tc.c.CatchUp(tc.user, now) {
				ref := n.Ref
				if n.Kind == NoticeRequest {
					got = append(got, "waiver")
					continue
				}
				got = append(got, string(n.Kind)+" "+ref)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}
