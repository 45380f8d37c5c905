package main

import (
	"bytes"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/cmd/ombud/demo"
	"ombud/complaint"
	"ombud/db/dbtest"
	"ombud/playground"
	"ombud/procedure"
)

// withoutRole is the demo's configuration without what it says of one role.
func withoutRole(t *testing.T, role, extra string) *Config {
	t.Helper()
	cfg := rightConfig(t, "")
	var lines []string
	for _, line := range strings.SplitAfter(string(cfg.src), "\n") {
		if !strings.HasPrefix(line, "  "+role+":") {
			lines = append(lines, line)
		}
	}
	cfg, err := parseConfig("ombud.yml", []byte(strings.Join(lines, "")+extra), at("2026-03-05 10:00"))
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// An admin is enough to start with, and an empty list says that nobody holds a role.
func TestRolesThatTheConfigurationLeavesOut(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		roles string
		file  []complaint.Role
		holds map[complaint.Role][]string
	}{
		"only an admin":            {"{admin: [U0SANNE]}", []complaint.Role{complaint.RoleAdmin}, map[complaint.Role][]string{complaint.RoleAdmin: {"U0SANNE"}}},
		"only a fallback":          {"{fallback: [U0MEES]}", []complaint.Role{complaint.RoleFallback}, map[complaint.Role][]string{complaint.RoleFallback: {"U0MEES"}}},
		"a reader beside an admin": {"{admin: [U0SANNE], reader: [U0MEES]}", []complaint.Role{complaint.RoleReader, complaint.RoleAdmin}, map[complaint.Role][]string{complaint.RoleReader: {"U0MEES"}}},
		"no deputy at all":         {"{admin: [U0SANNE], deputy: []}", []complaint.Role{complaint.RoleDeputy, complaint.RoleAdmin}, map[complaint.Role][]string{complaint.RoleDeputy: nil}},
	} {
		src := "workspace: T0FIRM\ncompany: Noorderlicht\nprocedure: exactpi\nchannel: C0KLACHTEN\nroles: " + tc.roles + "\n"
		cfg, err := parseConfig("ombud.yml", []byte(src), at("2026-03-05 10:00"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r := cfg.roster()
		if !slices.Equal(r.File, tc.file) {
			t.Errorf("%s: the file names %v, want %v", name, r.File, tc.file)
		}
		for role, want := range tc.holds {
			if got := r.Holding(role, at("2026-03-05 10:00")); !slices.Equal(got, want) {
				t.Errorf("%s: %s is %v, want %v", name, role, got, want)
			}
		}
	}
}

// Who was named in Home holds the role after a new start, with the zone that
// Slack knows; what the file names is the file's.
func TestPeopleOfHomeOutliveAStart(t *testing.T) {
	t.Parallel()
	s := newStage(t, play{url: dbtest.SQLite(t)})
	s.do("new colleague", s.slack.AddUser(playground.User{ID: "U0NORA", RealName: "Nora Smit", TZ: "Europe/Copenhagen"}))
	s.stop()
	s.cfg = withoutRole(t, "handler", "")
	s.start()
	roster := func() *complaint.Roster {
		r, err := s.store.In(s.cfg.Workspace).Roster(t.Context())
		s.do("roster", err)
		return r
	}
	holding := func(role complaint.Role) []string { return roster().Holding(role, s.clock.Now()) }
	if got := holding(complaint.RoleHandler); got != nil {
		s.fail("the file names no handler, and there are %v", got)
	}
	s.do("name", s.store.In(s.cfg.Workspace).UpdateRoster(t.Context(), s.clock.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		now := s.clock.Now()
		_, _, err := r.Name(complaint.RoleHandler, complaint.Naming{Users: []string{"U0NORA"}, Stamp: r.Stamp(complaint.RoleHandler, now)}, complaint.Person{ID: "U0SANNE", Member: true}, now)
		return nil, err
	}))
	s.stop()
	s.start()
	if got := holding(complaint.RoleHandler); !slices.Equal(got, []string{"U0NORA"}) || roster().People["U0NORA"].Zone != "Europe/Copenhagen" {
		s.fail("after a new start %v handle; of her is known %+v", got, roster().People["U0NORA"])
	}
	if got := holding(complaint.RoleOfficer); !slices.Equal(got, []string{"U0SANNE"}) {
		s.fail("the file's officer is %v", got)
	}
	s.stop()
	s.cfg = rightConfig(t, "")
	s.start()
	if got := holding(complaint.RoleHandler); slices.Contains(got, "U0NORA") || len(got) != 3 {
		s.fail("the file names handlers, and there are %v", got)
	}
}

// ahead is a configuration with the second version of the procedure, dated that day.
func ahead(t *testing.T, day string) *Config {
	t.Helper()
	cfg := rightConfig(t, "")
	text := strings.NewReplacer(`version: "1"`, `version: "2"`, `dated: "2020-01-01"`, `dated: "`+day+`"`).Replace(string(cfg.yaml))
	rules, err := procedure.Parse([]byte(text))
	if err != nil || rules.Version != "2" || rules.Dated != day {
		t.Fatalf("version %s of %s: %v", rules.Version, rules.Dated, err)
	}
	cfg.rules, cfg.yaml, cfg.own = rules, []byte(text), true
	return cfg
}

// A version that was put in before the day of its document is in force from that day on, in
// the company's zone; a complaint received before it is judged by the one that was in force
// then. One whose day is over is in force from the start, and so is the first of all (OK-19).
func TestAVersionBeginsOnItsDay(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, url string) {
		s := newStage(t, play{url: url})
		for _, tc := range []struct{ dated, early, later string }{
			{"2026-03-10", "1", "2"},
			{"2026-03-10", "1", "2"}, // and started once more
			{"2026-03-05", "3", "3"},
		} {
			s.stop()
			s.cfg = ahead(t, tc.dated)
			if tc.dated == "2026-03-05" {
				s.cfg.rules.Version, s.cfg.yaml = "3", bytes.Replace(s.cfg.yaml, []byte(`version: "2"`), []byte(`version: "3"`), 1)
			}
			s.start()
			for when, want := range map[string]string{"2026-03-05 10:01": tc.early, "2026-03-09 23:59": tc.early, "2026-03-10 00:00": tc.later} {
				if p, err := s.store.In(s.cfg.Workspace).Procedure(t.Context(), at(when)); err != nil || p.Version != want {
					s.fail("dated %s: on %s version %s is in force, %v; want %s", tc.dated, when, p.Version, err, want)
				}
			}
		}
		if said := strings.Count(s.log.String(), "comes into force on the day of its document"); said != 2 {
			s.fail("the log says %d times that a version begins later", said)
		}
		first := &service{cfg: ahead(t, "2026-03-10"), log: slog.New(slog.DiscardHandler)}
		if from, err := first.begins(t.Context(), s.store.In("T0NEW"), s.clock.Now()); err != nil || !from.Equal(s.clock.Now()) {
			s.fail("the first version of all begins at %v, %v", from, err)
		}
		first.cfg.rules.Version = "3"
		if from, err := first.begins(t.Context(), s.store.In(s.cfg.Workspace), s.clock.Now()); err != nil || !from.Equal(s.clock.Now()) {
			s.fail("a version that is in force begins at %v, %v", from, err)
		}
	})
}

// Absences of the configuration are whole days in the company's zone, win over
// what was said in Slack, and end when the file says them no more.
func TestAbsencesOfTheConfiguration(t *testing.T) {
	t.Parallel()
	cfg := rightConfig(t, "away:\n  - {who: U0MILAN, from: 2026-03-27, until: 2026-03-29, deputy: U0FATIMA}\n  - {who: U0SANNE, from: 2026-03-09, until: 2026-03-09}\n")
	r := cfg.roster().Over(&complaint.Roster{}, at("2026-03-05 10:00"))
	for _, tc := range []struct{ user, when, until, deputy string }{
		{"U0MILAN", "2026-03-26 23:59", "", "U0FATIMA"},
		{"U0MILAN", "2026-03-27 00:00", "2026-03-30 00:00", "U0FATIMA"},
		{"U0MILAN", "2026-03-29 23:59", "2026-03-30 00:00", "U0FATIMA"}, // the clock goes forward that day
		{"U0MILAN", "2026-03-30 00:00", "", "U0FATIMA"},
		{"U0SANNE", "2026-03-09 12:00", "2026-03-10 00:00", ""},
	} {
		until := r.AwayUntil(tc.user, at(tc.when))
		if tc.until == "" && !until.IsZero() || tc.until != "" && !until.Equal(at(tc.until)) || r.DeputyOf(tc.user, at(tc.when)) != tc.deputy {
			t.Errorf("%s at %s: away until %v, deputy %q", tc.user, tc.when, until, r.DeputyOf(tc.user, at(tc.when)))
		}
	}
	now := at("2026-03-05 10:00")
	set := func(from, until string) error {
		_, _, err := r.SetAway(complaint.Absence{User: "U0MILAN", From: at(from), Until: at(until), Deputy: "U0JOOST"}, complaint.Person{ID: "U0MILAN", Member: true}, now)
		return err
	}
	if set("2026-03-28 00:00", "2026-04-04 00:00") == nil {
		t.Error("Slack overrules what the file says")
	}
	if err := set("2026-04-06 00:00", "2026-04-11 00:00"); err != nil {
		t.Errorf("another week: %v", err)
	}
	after := rightConfig(t, "").roster().Over(r, now)
	if len(after.Away) != 1 || after.Away[0].File || after.Away[0].Deputy != "U0JOOST" {
		t.Errorf("without the file's only Slack's remain: %+v", after.Away)
	}
}

// Nobody listens while the program stands still: at a start Slack is asked about
// those without a role too, who handle a case or were believed gone.
func TestAStartAsksAboutThoseWithoutARole(t *testing.T) {
	t.Parallel()
	s := newStage(t, play{url: dbtest.SQLite(t)})
	number := s.lotte.files()
	_, err := s.ws().UpdateCase(t.Context(), number, func(c *complaint.Case) error {
		return c.Assign(complaint.Assignment{
			Handler: "U0MILAN", Name: "Milan de Wit", Title: "head of accounts", Why: c.Procedure.Assign.Reasons[0],
			Deliverers: []string{"U0JOOST"}, Skip: "The customer called and has no time",
		}, complaint.Person{ID: "U0SANNE", Member: true}, s.clock.Now())
	})
	s.do("assign", err)
	for _, id := range []string{"U0NORA", "U0ANNE"} {
		s.do("new colleague", s.slack.AddUser(playground.User{ID: id, RealName: id}))
	}
	s.do("believed gone", s.ws().UpdateRoster(t.Context(), s.clock.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		r.Left = map[string]time.Time{"U0NORA": s.clock.Now(), "U0ANNE": s.clock.Now(), "U0NOBODY": s.clock.Now()}
		return nil, nil
	}))
	s.stop()
	s.do("leave", s.slack.Deactivate("U0MILAN"))
	s.do("leave", s.slack.Deactivate("U0ANNE"))
	s.cfg.Roles = maps.Clone(s.cfg.Roles)
	for role, users := range s.cfg.Roles { // the file names him no more
		s.cfg.Roles[role] = slices.DeleteFunc(slices.Clone(users), func(u string) bool { return u == "U0MILAN" })
	}
	s.start()
	s.until("it is known who is gone", func() bool {
		r, err := s.ws().Roster(t.Context())
		s.do("roster", err)
		return slices.Equal(slices.Sorted(maps.Keys(r.Left)), []string{"U0ANNE", "U0MILAN", "U0NOBODY"})
	})
}

// Of each partner the configuration says for which firm they work; one of no firm is
// refused with the line (CY-01).
func TestPartnersHaveAFirm(t *testing.T) {
	t.Parallel()
	const head = "workspace: T0FIRM\ncompany: Noorderlicht\nprocedure: cygnus\nchannel: C0KLACHTEN\nroles:\n  admin: [U0SANNE]\n"
	for name, tc := range map[string]struct{ src, want string }{
		"none named":        {"", ""},
		"nobody":            {"  partner: []\n", ""},
		"of a firm":         {"  partner: [U0MILAN]\npeople: {U0MILAN: {employer: Visser & Partners}}\n", ""},
		"of none":           {"  partner: [U0MILAN]\n", "7 |   partner: [U0MILAN]"},
		"one of two":        {"  partner: [U0MILAN, U0JOOST]\npeople: {U0MILAN: {employer: Noorderlicht}}\n", "U0JOOST is a partner; say for which firm they work"},
		"an empty employer": {"  partner: [U0MILAN]\npeople: {U0MILAN: {employer: \"\"}}\n", "people: {U0MILAN: {employer: …}}"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg, err := parseConfig("ombud.yml", []byte(head+tc.src), at("2026-03-05 10:00"))
			if tc.want != "" {
				if err == nil || !strings.Contains(err.Error(), tc.want) {
					t.Errorf("refused with %v, want %s", err, tc.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if firm := cfg.roster().People["U0MILAN"].Employer; (firm != "") != strings.Contains(tc.src, "employer") {
				t.Errorf("works for %q", firm)
			}
		})
	}
}

// A firm of one says in its configuration that whoever is all who could agree does so
// alone; without that nobody does.
func TestAFirmOfOneSaysSo(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]bool{"": false, "alone: true\n": true, "alone: false\n": false} {
		if got := rightConfig(t, src).roster().Over(&complaint.Roster{}, at("2026-03-05 10:00")).Alone; got != want {
			t.Errorf("%q: alone %v", src, got)
		}
	}
}

// A configuration that names who sets up and no officer can start, and what is wrong with it is
// known from its first moment (OK-03).
func TestAStartWithoutAnOfficer(t *testing.T) {
	t.Parallel()
	now := at("2026-03-05 10:00")
	for more, want := range map[string]bool{"": true, "  officer: []\n": true, "  officer: [U0SANNE]\n": false} {
		cfg, err := parseConfig("ombud.yml", []byte("workspace: T0FIRM\ncompany: Noorderlicht\nprocedure: okonomi\nchannel: C0KLACHTEN\nroles:\n  admin: [U0SANNE]\n"+more), now)
		if err != nil {
			t.Fatalf("%q: %v", more, err)
		}
		concerns := cfg.roster().Over(&complaint.Roster{}, now).Concerns(now)
		if got := slices.ContainsFunc(concerns, func(c complaint.Concern) bool {
			return c.Code == complaint.ConcernMissing && c.Role == complaint.RoleOfficer
		}); got != want {
			t.Errorf("%q: that there is no officer is told %v: %+v", more, got, concerns)
		}
	}
}

// Who is asked for is whom the company's procedure speaks of: where others handle as a rule,
// nobody misses them, and where partners do, a firm without any hears of it.
func TestRolesThatACompanyIsAskedFor(t *testing.T) {
	t.Parallel()
	now := at("2026-03-05 10:00")
	for name, want := range map[string][2]bool{ // handler, partner
		"okonomi": {false, false}, "klachten": {false, false}, "cygnus": {false, true}, "kerngroep": {true, false}, "exactpi": {false, false},
	} {
		cfg, err := demoConfig(demo.Options{Procedure: name, Lang: "nl"}, now)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		r := cfg.roster()
		for _, c := range r.Concerns(now) {
			if c.Code == complaint.ConcernUnfilled || c.Code == complaint.ConcernMissing {
				t.Errorf("%s: the demo names no %s", name, c.Role)
			}
			if c.Code == complaint.ConcernAbout {
				t.Errorf("%s: nobody answers a complaint about %v", name, c.Users)
			}
		}
		r.Holders = slices.DeleteFunc(r.Holders, func(h complaint.Holder) bool {
			return h.Role == complaint.RoleHandler || h.Role == complaint.RolePartner
		})
		for i, role := range []complaint.Role{complaint.RoleHandler, complaint.RolePartner} {
			if got := slices.ContainsFunc(r.Concerns(now), func(c complaint.Concern) bool { return c.Role == role && c.Code == complaint.ConcernUnfilled }); got != want[i] {
				t.Errorf("%s without %s: asked for it %v, want %v", name, role, got, want[i])
			}
		}
	}
}

// The demo's partners are of two firms, and its confidant is somebody.
func TestTheDemoNamesPartnersAndConfidant(t *testing.T) {
	t.Parallel()
	for name, role := range map[string]complaint.Role{"cygnus": complaint.RolePartner, "exactpi": complaint.RoleConfidant} {
		cfg, err := demoConfig(demo.Options{Procedure: name, Lang: "nl"}, at("2026-03-05 10:00"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		r := cfg.roster()
		if len(r.Holding(role, at("2026-03-05 10:00"))) == 0 {
			t.Errorf("%s has no %s", name, role)
		}
		for _, c := range r.Concerns(at("2026-03-05 10:00")) {
			if c.Code == complaint.ConcernEmployer || c.Code == complaint.ConcernConfidant {
				t.Errorf("%s: %s %v", name, c.Code, c.Users)
			}
		}
	}
}

// How a customer reaches a colleague is said in the configuration and stands below what
// they write; what can be neither a number nor an address ends the start (KG-25).
func TestHowACustomerReachesAColleague(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ people, wrong string }{
		"nothing":         {"{title: adviseur}", ""},
		"both":            {"{phone: +31 20 1234567, email: milan@noorderlicht.example}", ""},
		"no number":       {"{phone: ask the desk}", `"ask the desk" is no telephone number`},
		"no mail address": {"{email: milan}", `"milan" is no mail address`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const head = "workspace: T0FIRM\ncompany: Noorderlicht\nprocedure: kerngroep\nchannel: C0KLACHTEN\nroles: {admin: [U0SANNE]}\n"
			cfg, err := parseConfig("ombud.yml", []byte(head+"people: {U0MILAN: "+tc.people+"}\n"), at("2026-03-05 10:00"))
			if tc.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), tc.wrong) {
					t.Fatalf("got %v, want %q", err, tc.wrong)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if p := cfg.roster().People["U0MILAN"]; (p.Phone+p.Email != "") != (name == "both") {
				t.Errorf("reached at %q and %q", p.Phone, p.Email)
			}
		})
	}
}
