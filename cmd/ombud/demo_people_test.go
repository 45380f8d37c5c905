package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/cmd/ombud/demo"
	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// In each demo the written procedure can be read at an address that letters may name, and
// at each place at which it promises to be (CY-13, KG-31): nobody is told that one is missing.
func TestTheProcedureOfEachDemoCanBeRead(t *testing.T) {
	for _, name := range procedure.Presets() {
		rules, err := procedureOf(name)
		ok(t, err)
		cfg, err := demoConfig(demo.Options{Procedure: name}, time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC))
		ok(t, err)
		firm := cfg.company()
		for _, address := range append(firm.Published, firm.Document) {
			if address == "" || len(rules.Wording.Guarded(address)) > 0 {
				t.Errorf("%s: letters cannot name %q", name, address)
			}
		}
		if promised := slices.Contains(rules.Publish.On, "website"); promised != (len(firm.Published) > 0) {
			t.Errorf("%s: on the website %v, promised: %t", name, firm.Published, promised)
		}
	}
}

// In each demo the private channel holds those who may see every case, and whoever is
// introduced as something holds the role that makes it true.
func TestThePeopleOfTheDemosAreWhatTheyAreCalledOneByOne(t *testing.T) {
	leads := []complaint.Role{complaint.RoleOfficer, complaint.RoleDeputy, complaint.RoleManagement}
	for _, name := range procedure.Presets() {
		t.Run(name, func(t *testing.T) {
			d := inProcess(t, demo.Options{Procedure: name, Lang: "nl", At: "2026-03-05T10:20"})
			r, err := d.bot.Store.Roster(t.Context())
			ok(t, err)
			rules, now := d.firm.Rules, d.now()
			channel, _ := d.slack().Channel(klachten)
			words := d.firm.Company.Printer(lang.NL)
			says := func(note, text string) bool {
				head, _, _ := strings.Cut(words.T(text, "first", "\x00", "second", "\x00", "channel", "\x00", "command", "\x00"), "\x00")
				return head != "" && strings.HasPrefix(note, head)
			}
			for _, p := range d.Page().People {
				holds := func(roles ...complaint.Role) bool { return r.HasAny(p.ID, now, roles...) }
				if in := slices.Contains(channel.Members, p.ID); in != holds(leads...) {
					t.Errorf("%s holds %v, and is in the private channel: %t", p.Name, r.RolesOf(p.ID, now), in)
				}
				for _, role := range r.RolesOf(p.ID, now) {
					if role == complaint.RoleHandler && !slices.Contains(r.Handles, role) {
						t.Errorf("%s holds %s, which has no part in this procedure", p.Name, role)
					}
				}
				for role, called := range calledThere(words, r) {
					if p.Role == called && !holds(role) {
						t.Errorf("%s is called %s and holds %v", p.Name, called, r.RolesOf(p.ID, now))
					}
				}
				none := len(r.RolesOf(p.ID, now)) == 0
				for text, is := range map[string]bool{
					"demo.role.none":       none,
					"demo.note.ruben":      none,
					"demo.note.milan":      holds(r.Handles...),
					"demo.note.joost":      holds(r.Handles...),
					"demo.note.mees":       holds(complaint.Role(rules.Answer.Approval.Role)),
					"demo.note.management": holds(complaint.RoleManagement) && rules.Answer.Approval.Role == "",
					"demo.note.fallback":   holds(complaint.RoleFallback) && !holds(leads...),
					"demo.note.sanne":      holds(r.Leads()),
					"demo.note.fatima":     holds(complaint.RoleDeputy),
					"demo.note.lotte":      holds(complaint.RoleFollowUp),
				} {
					if said := p.Role == words.T(text) || says(p.Note, text); said && !is {
						t.Errorf("%s, %s, holds %v and reads %q", p.Name, p.Role, r.RolesOf(p.ID, now), p.Note)
					}
				}
				if deputy := says(p.Note, "demo.note.fatima"); deputy {
					standsInForWhoIsNamed(t, d, p.ID, p.Note, r, now)
				}
			}
		})
	}
}

// calledThere are the roles by what the procedure calls them.
func calledThere(words *lang.Printer, r *complaint.Roster) map[complaint.Role]string {
	called := map[complaint.Role]string{}
	for _, role := range r.InUse() {
		called[role] = words.T("words.role." + string(role))
	}
	return called
}

// standsInForWhoIsNamed checks that a deputy who is told for whom they stand in does: for
// whoever leads by their role, for others by the configuration.
func standsInForWhoIsNamed(t *testing.T, d *insideDemo, deputy, note string, r *complaint.Roster, now time.Time) {
	t.Helper()
	named := 0
	for _, p := range d.Page().People {
		u, _ := d.slack().User(p.ID)
		first, _, _ := strings.Cut(u.RealName, " ")
		if !strings.Contains(note, first) {
			continue
		}
		named++
		if !r.Has(p.ID, r.Leads(), now) && r.People[p.ID].Deputy != deputy {
			t.Errorf("nobody said that %s stands in for %s: %s", deputy, first, note)
		}
	}
	if named == 0 {
		t.Errorf("nobody is named in %q", note)
	}
}
