package handlers

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/playground"
)

const nora = "U0NORA" // new in the firm

// staffed is an office with a new colleague, whose admin leads no cases.
func staffed(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	must(t, o.AddUser(playground.User{ID: nora, Name: nora, RealName: "Nora Smit", Title: "Jurist", TZ: "Europe/Copenhagen"}))
	for _, u := range []string{nora, fatima} {
		must(t, o.Join(algemeen, u))
	}
	o.changeRoster(func(r *complaint.Roster) {
		for i := range r.Holders {
			if r.Holders[i].Role == complaint.RoleAdmin {
				r.Holders[i].User = lotte
			}
		}
		r.File, r.Away = []complaint.Role{complaint.RoleFollowUp}, nil
	})
	return o
}

func (o *office) changeRoster(change func(*complaint.Roster)) {
	o.t.Helper()
	must(o.t, o.store.UpdateRoster(o.t.Context(), o.now, func(r *complaint.Roster) ([]complaint.Notice, error) {
		change(r)
		return nil, nil
	}))
}

func (o *office) holding(role complaint.Role) []string {
	o.t.Helper()
	r, err := o.store.Roster(o.t.Context())
	must(o.t, err)
	return r.Holding(role, o.now)
}

// onRole opens the form about a role from the list of roles.
func (p person) onRole(role complaint.Role) {
	p.o.t.Helper()
	seen, err := p.PressInView("people.role", playground.WithValue(string(role)))
	must(p.o.t, err)
	p.fine(seen)
}

// The admin names people from Home; Home shows it at once.
func TestTheAdminNamesPeople(t *testing.T) {
	o := staffed(t)
	if text := o.homeOf(lotte); !strings.Contains(text, "Mensen en rollen") || !strings.Contains(text, "Elke rol die nodig is, is bezet") {
		t.Fatalf("the admin's Home says %s", text)
	}
	p := o.as(lotte)
	p.inView("people.open")
	o.shows(p, "Klachtenfunctionaris", "Sanne Bakker", "Sanne Bakker, Mees Vos", "elke collega", "alleen daar te wijzigen")
	p.onRole(complaint.RoleFallback)
	p.fill(map[string]any{"users": []string{}})
	if seen := p.submit(); !strings.Contains(seen.Errors["users"], "achtervang") || !slices.Equal(o.holding(complaint.RoleFallback), []string{mees}) {
		t.Errorf("the last of all: %v", seen.Errors)
	}
	p.fill(map[string]any{"users": []string{mees, gast}})
	if seen := p.submit(); !strings.Contains(seen.Errors["users"], "Gasten, bots en gesloten accounts kunnen geen rol hebben: Gast") {
		t.Errorf("a guest: %v", seen.Errors)
	}
	p.fill(map[string]any{"users": []string{nora}})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	o.shows(p, "Achtervang: Nora Smit erbij. Mees Vos eraf.", "Nora Smit")
	r, err := o.store.Roster(t.Context())
	must(t, err)
	if p := r.People[nora]; !slices.Equal(o.holding(complaint.RoleFallback), []string{nora}) || p.Zone != "Europe/Copenhagen" || p.Title != "Jurist" {
		t.Errorf("fallback is %v, of whom is known %+v", o.holding(complaint.RoleFallback), p)
	}
}

// The officer says who handles; who leads, agrees and looks after the app is not
// theirs to say, with a forged form neither.
func TestTheOfficerNamesHandlersOnly(t *testing.T) {
	o := staffed(t)
	p := o.as(sanne)
	p.command("/klacht", "instellingen")
	p.onRole(complaint.RoleHandler)
	o.shows(p, "onderzoekt de klacht", "Milan de Wit, Fatima El Idrissi, Joost Visser, Gast")
	p.fill(map[string]any{"users": []string{milan, nora}, "from": "2026-03-09"})
	p.submit()
	o.shows(p, "Behandelaar: Nora Smit erbij.", "Nora Smit (vanaf ma 9 maart)", "Joost Visser (tot en met zo 8 maart)")
	if got := o.holding(complaint.RoleHandler); !slices.Equal(got, []string{milan, fatima, joost, gast}) {
		t.Errorf("before Monday it is %v", got)
	}
	o.turn(at(t, "2026-03-09 08:00"))
	if got := o.holding(complaint.RoleHandler); !slices.Equal(got, []string{milan, nora}) {
		t.Errorf("on Monday it is %v", got)
	}
	for user, refused := range map[string]string{sanne: "Lotte Jansen", fatima: "Lotte Jansen"} {
		p := o.as(user)
		p.command("/klacht", "instellingen")
		seen, err := p.PressInView("people.role", playground.WithValue("management"))
		if err == nil && seen.Failure == "" {
			o.shows(p, refused)
		}
		if got := o.holding(complaint.RoleManagement); !slices.Equal(got, []string{sanne, mees}) {
			t.Errorf("%s changed management to %v", user, got)
		}
	}
	if text := o.refusedOrder(milan, "/klacht", "instellingen"); !strings.Contains(text, "Lotte Jansen") {
		t.Errorf("a handler reads %s", text)
	}
}

// Two who change a role at once do not undo each other.
func TestARoleThatSomebodyElseChanged(t *testing.T) {
	o := staffed(t)
	p, other := o.as(sanne), o.as(lotte)
	for _, who := range []person{p, other} {
		who.command("/klacht", "instellingen")
		who.onRole(complaint.RoleDeputy)
	}
	other.fill(map[string]any{"users": []string{fatima, nora}})
	other.submit()
	p.fill(map[string]any{"users": []string{milan}})
	p.submit()
	o.shows(p, "Iemand anders wijzigde deze rol zojuist", "Nora Smit")
	if got := o.holding(complaint.RoleDeputy); !slices.Equal(got, []string{fatima, nora}) {
		t.Errorf("the deputies are %v", got)
	}
	p.submit() // what was chosen stands there still
	if got := o.holding(complaint.RoleDeputy); !slices.Equal(got, []string{milan}) {
		t.Errorf("after the second time the deputies are %v", got)
	}
}

// Whoever gives away their own role is told so, and sees the others no more.
func TestGivingAwayTheLastSay(t *testing.T) {
	o := staffed(t)
	p := o.as(lotte)
	p.command("/klacht", "instellingen")
	p.onRole(complaint.RoleAdmin)
	p.fill(map[string]any{"users": []string{nora}})
	p.submit()
	text := p.ViewText(p.Modal())
	if !strings.Contains(text, "Beheerder: Nora Smit erbij. Lotte Jansen eraf.") || strings.Contains(text, "Sanne") {
		t.Errorf("it says %s", text)
	}
	if text := o.homeOf(nora); !strings.Contains(text, "Mensen en rollen") || !strings.Contains(text, "Bezorging") {
		t.Errorf("the new admin's Home says %s", text)
	}
}

// A firm that names no more than an admin starts, files, and says what is missing.
func TestAFirmWithNothingButAnAdmin(t *testing.T) {
	o := staffed(t)
	o.changeRoster(func(r *complaint.Roster) {
		r.Holders = []complaint.Holder{{Role: complaint.RoleAdmin, User: lotte}}
	})
	if text := o.homeOf(lotte); strings.Count(text, "Nog niet aangewezen: klachtenfunctionaris, directie") != 2 || !strings.Contains(text, "achtervang") {
		t.Errorf("the admin's Home says %s", text)
	}
	number := o.file(nora, nil)
	if c := o.caseOf(number); c == nil || !c.Open() {
		t.Errorf("filed %+v", c)
	}
	p := o.as(lotte)
	p.command("/klacht", "instellingen")
	p.onRole(complaint.RoleOfficer)
	p.fill(map[string]any{"users": []string{sanne}})
	p.submit()
	if text := o.homeOf(sanne); !strings.Contains(text, number) {
		t.Errorf("the officer who was named does not find it: %s", text)
	}
}

// An end that was planned is called off by choosing again, and no date empties a
// role that cases need.
func TestAnEndThatWasPlannedInTheForm(t *testing.T) {
	o := staffed(t)
	p := o.as(lotte)
	p.command("/klacht", "instellingen")
	name := func(role complaint.Role, values map[string]any) map[string]string {
		p.onRole(role)
		p.fill(values)
		return p.submit().Errors
	}
	if errs := name(complaint.RoleOfficer, map[string]any{"users": []string{nora}, "from": "2026-03-09"}); len(errs) > 0 {
		t.Fatalf("the successor is refused: %v", errs)
	}
	o.shows(p, "Sanne Bakker (tot en met zo 8 maart)", "Nora Smit (vanaf ma 9 maart)")
	if errs := name(complaint.RoleOfficer, map[string]any{"users": []string{sanne}, "from": "", "until": ""}); len(errs) > 0 {
		t.Fatalf("calling it off is refused: %v", errs)
	}
	o.shows(p, "Klachtenfunctionaris: Sanne Bakker erbij. Nora Smit eraf.")
	p.onRole(complaint.RoleOfficer)
	p.fill(map[string]any{"users": []string{nora}, "from": "", "until": "2026-03-20"})
	if seen := p.submit(); !strings.Contains(seen.Errors["until"], "Dan heeft niemand meer de rol \"klachtenfunctionaris\"") {
		t.Errorf("the only officer for some days: %v", seen.Errors)
	}
	o.turn(at(t, "2026-03-21 09:00"))
	if got := o.holding(complaint.RoleOfficer); !slices.Equal(got, []string{sanne}) {
		t.Errorf("on 21 March the officer is %v", got)
	}
}

// Somebody of whom we heard that they left, and not that they came back, is asked
// about when they are named: Slack knows.
func TestNamingWhoCameBackUnheard(t *testing.T) {
	o := staffed(t)
	gone := map[string]time.Time{nora: o.now, milan: o.now}
	o.changeRoster(func(r *complaint.Roster) { r.Left = gone })
	p := o.as(lotte)
	p.command("/klacht", "instellingen")
	p.onRole(complaint.RoleHandler)
	p.fill(map[string]any{"users": []string{milan, fatima, joost, nora}})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("refused: %v", seen.Errors)
	}
	o.shows(p, "Nora Smit en Milan de Wit erbij")
	if got := o.holding(complaint.RoleHandler); !slices.Equal(got, []string{milan, fatima, joost, nora}) {
		t.Errorf("handlers are %v", got)
	}
}

// Who came, who went and who looks after the app hear of a change, not who made it.
func TestAChangedRoleIsTold(t *testing.T) {
	o := staffed(t)
	p := o.as(sanne)
	p.command("/klacht", "instellingen")
	p.onRole(complaint.RoleHandler)
	p.fill(map[string]any{"users": []string{fatima, joost, gast, nora}})
	p.submit()
	if n := o.notices(complaint.NoticeNamed); n != 3 { // Nora, Milan, and Lotte, who is the admin
		t.Errorf("told %d times, want three", n)
	}
	p.onRole(complaint.RoleHandler)
	p.submit()
	if n := o.notices(complaint.NoticeNamed); n != 0 {
		t.Errorf("nothing changed, and told %d times", n)
	}
}
