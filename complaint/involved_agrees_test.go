package complaint

import (
	"slices"
	"testing"
	"time"
)

// Nobody agrees with a proposal in which they are named: neither who would handle the case,
// nor who delivered the service by it, who is involved from then on (EX-10).
func TestWhoIsNamedInAProposalDoesNotDecide(t *testing.T) {
	now := at(t, "2026-03-05 11:00")
	handles := func(c *Case) { c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleHandler, User: mees}) }
	for _, tc := range []struct {
		name       string
		set        func(*Case)
		handler    string
		deliverers []string
		want       []string
	}{
		{"neither", nil, milan, []string{joost}, []string{sanne, mees}},
		{"who would handle it", handles, mees, []string{joost}, []string{sanne}},
		{"who delivered the service", nil, milan, []string{mees}, []string{sanne}},
		{"who delivered it, with the other away: the last in line", func(c *Case) { gone(fromOutside(c), sanne) }, milan, []string{mees}, []string{sanne, director}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceConfirmed)
			if tc.set != nil {
				tc.set(c)
			}
			a := proposal(tc.handler)
			a.Deliverers = tc.deliverers
			must(t, c.Assign(a, member(fatima), now))
			r := *c.Waits()
			if got := c.DecidersOf(&r, now); !slices.Equal(got, tc.want) {
				t.Errorf("decide: %v, want %v", got, tc.want)
			}
			for _, u := range []string{sanne, mees, director} {
				asked := slices.ContainsFunc(c.Notices(c.Events[r.Seq-1]), func(n Notice) bool { return n.Kind == NoticeRequest && n.To == u })
				if theirs := slices.Contains(tc.want, u); asked != theirs {
					t.Errorf("%s is asked %v, want %v", u, asked, theirs)
				}
				if !slices.Contains(tc.want, u) && c.copied().Grant(r.Seq, member(u), now) == nil {
					t.Errorf("%s agrees", u)
				}
			}
			denied := c.copied()
			must(t, denied.Deny(r.Seq, "somebody else", member(tc.want[0]), now))
			if !denied.IsInvolved(tc.deliverers[0]) {
				t.Error("who delivered the service is involved no more once the proposal is refused")
			}
			must(t, c.Grant(r.Seq, member(tc.want[0]), now))
			named := 0
			for _, e := range c.Events {
				if e.Kind == DelivererNamed {
					named++
				}
			}
			if named != 1 || c.Handler != tc.handler {
				t.Errorf("deliverers named %d times, handled by %q", named, c.Handler)
			}
		})
	}
	c := walkTo(t, FaceConfirmed)
	loses(c, RoleManagement, sanne)
	a := proposal(milan)
	a.Deliverers = []string{mees}
	before := len(c.Events)
	if got := refusedFor(c.Assign(a, member(fatima), now)); got != "error.no_approver" || len(c.Events) != before {
		t.Errorf("nobody is left to agree: %q, with %d events more", got, len(c.Events)-before)
	}
	loses(c, RoleFallback, mees)
	loses(c, RoleManagement, mees)
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleManagement, User: sanne})
	a.Unknown, a.Deliverers = "nobody remembers", nil
	must(t, c.Assign(a, member(fatima), now))
	unknown := seqOf(t, c, DelivererNamed)
	must(t, c.Grant(c.Waits().Seq, member(sanne), now))
	if got := seqOf(t, c, DelivererNamed); got != unknown {
		t.Errorf("that nobody knows who delivered the service is noted again, by event %d", got)
	}
}

// untilAgreed asks that an answered case may close unverified, and has Mees agree.
func untilAgreed(t *testing.T) *Case {
	c := asksClose(t, lotte)
	must(t, c.Grant(c.Waits().Seq, member(mees), at(t, "2026-03-20 12:00")))
	if c.Face() != FaceReady {
		t.Fatalf("agreed, it is %s", c.Face())
	}
	return c
}

// untilLater asks for more time, and has Mees agree when that is wanted.
func untilLater(t *testing.T, agreed bool) *Case {
	w := dutch(t)
	c := w.c
	w.talked()
	w.do("details", c.CheckDetails(checked(t), member(lotte), at(t, "2026-03-09 10:10")))
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-09 11:00")))
	w.do("ask", c.Extend(ExtensionForm{Day: "2026-04-15", Reason: "an expert looks"}, member(milan), at(t, "2026-03-16 11:00")))
	if agreed {
		w.do("agree", c.AgreeExtension(1, member(mees), at(t, "2026-03-16 12:00")))
	}
	return c
}

// What somebody agreed to who turns out to be involved is asked of somebody else, as long as
// nothing outside followed from it.
func TestAnAgreementOfTheInvolvedIsAskedAgain(t *testing.T) {
	now := at(t, "2026-03-20 13:00")
	involved := func(u string) func(*testing.T, *Case) {
		return func(t *testing.T, c *Case) {
			must(t, c.DeclareInterest(Interest{How: "her brother", Users: []string{u}}, member(sanne), now))
		}
	}
	t.Run("closing unverified", func(t *testing.T) {
		for name, tc := range map[string]struct {
			set  func(*testing.T, *Case)
			want Face
		}{
			"somebody else is": {involved("U0OTHER"), FaceReady},
			"who agreed is":    {involved(mees), FaceAnswered},
			"who agreed delivered it": {func(t *testing.T, c *Case) {
				c.record(DelivererNamed, member(sanne), now, now, Data{Users: []string{mees}}, 0)
			}, FaceAnswered},
		} {
			c := untilAgreed(t)
			tc.set(t, c)
			if c.Face() != tc.want {
				t.Errorf("%s: it is %s, want %s", name, c.Face(), tc.want)
			}
			report := Report{Handling: "x", NoMeasure: "slip"}
			if tc.want == FaceReady {
				must(t, c.Close(report, member(sanne), now))
				continue
			}
			if c.Close(report, member(sanne), now) == nil {
				t.Errorf("%s: it closes by their word", name)
			}
			r := c.Waits()
			if r == nil || slices.Contains(c.DecidersOf(r, now), mees) {
				t.Fatalf("%s: nobody else is asked: %+v", name, r)
			}
			told := c.Notices(c.Events[r.again-1])
			for _, u := range []string{sanne, lotte} {
				if !slices.ContainsFunc(told, func(n Notice) bool { return n.Kind == NoticeRequest && n.To == u }) {
					t.Errorf("%s: %s does not hear that it waits again", name, u)
				}
			}
			must(t, c.Grant(r.Seq, member(sanne), now))
			must(t, c.Close(report, member(sanne), now))
			if again := reload(c); again.Face() != FaceClosed {
				t.Errorf("%s: read again it is %s", name, again.Face())
			}
		}
	})
	t.Run("more time", func(t *testing.T) {
		c := untilLater(t, true)
		involved(mees)(t, c)
		x := c.Pending()
		if x == nil || x.Verdict != "" {
			t.Fatalf("it stands: %+v", x)
		}
		told := c.Notices(c.Events[x.again-1])
		if !slices.ContainsFunc(told, func(n Notice) bool { return n.Kind == NoticeDelayAsk && n.To == sanne }) {
			t.Error("nobody else is asked")
		}
		due := dueOf(t, c, "decision")
		tell := ExtensionForm{Via: "email", At: now.Add(time.Hour)}
		if got := refusedFor(c.Extend(tell, member(milan), now.Add(time.Hour))); got != "error.extension_waits" || dueOf(t, c, "decision") != due {
			t.Errorf("told by their word: %q", got)
		}
		must(t, c.AgreeExtension(1, member(sanne), now.Add(time.Hour)))
		must(t, c.Extend(tell, member(milan), now.Add(2*time.Hour)))
		if dueOf(t, c, "decision") == due {
			t.Error("agreed by somebody else and told, it does not hold")
		}
	})
	t.Run("an answer that stays in the file", func(t *testing.T) {
		for approver, want := range map[string]Face{mees: FaceInApproval, sanne: FaceApproved} {
			c := nobodyKnown(t, "exactpi")
			must(t, c.KeepAnswer("nobody knows who it was", member(milan), now))
			must(t, c.Grant(c.Waits().Seq, member(mees), now))
			c.Answer().DecidedBy = approver
			involved(mees)(t, c)
			if waits := c.Waits() != nil; c.KeptBack() || c.Face() != want || waits != (approver == sanne) {
				t.Errorf("approved by %s, it is %s, kept back %v, waits %v", approver, c.Face(), c.KeptBack(), waits)
			}
		}
	})
	t.Run("told already", func(t *testing.T) {
		c := untilLater(t, true)
		must(t, c.Extend(ExtensionForm{Via: "email", At: at(t, "2026-03-17 10:00")}, member(milan), at(t, "2026-03-17 10:00")))
		due := dueOf(t, c, "decision")
		involved(mees)(t, c)
		if dueOf(t, c, "decision") != due {
			t.Error("what the customer was told holds no more")
		}
	})
}

// What somebody asked who turned out to be involved is not agreed to: it is refused, and
// asked again by somebody else.
func TestNobodyAgreesWithWhatTheInvolvedAsked(t *testing.T) {
	now := at(t, "2026-03-20 13:00")
	out := func(c *Case, u string) {
		must(t, c.DeclareInterest(Interest{How: "her brother", Users: []string{u}}, member(sanne), now))
	}
	c := walkTo(t, FaceConfirmed)
	must(t, c.Assign(proposal(milan), member(fatima), at(t, "2026-03-05 11:00")))
	out(c, fatima)
	if got := refusedFor(c.Grant(c.Waits().Seq, member(mees), now)); got != "error.asker_involved" || c.Handler != "" {
		t.Errorf("a proposal: %q, handled by %q", got, c.Handler)
	}
	must(t, c.Deny(c.Waits().Seq, "asked by who is involved", member(mees), now))
	c = untilLater(t, false)
	out(c, milan)
	if got := refusedFor(c.AgreeExtension(1, member(mees), now)); got != "error.asker_involved" {
		t.Errorf("more time: %q", got)
	}
	must(t, c.RefuseExtension(1, "asked by who is involved", member(mees), now))
}

// An answer written by somebody who turned out to be involved is neither approved nor told:
// whoever handles the case then writes another, or takes it on (EX-10).
func TestAnAnswerOfTheInvolvedIsTakenOn(t *testing.T) {
	now := at(t, "2026-03-12 17:00")
	for _, face := range []Face{FaceInApproval, FaceApproved} {
		c := walkTo(t, face)
		must(t, c.DeclareInterest(Interest{How: "her brother", Users: []string{milan}}, member(sanne), now))
		if face == FaceInApproval {
			if got := refusedFor(c.Approve(1, member(mees), now)); got != "error.author_approve" {
				t.Errorf("approved: %q", got)
			}
			must(t, c.copied().AskChanges(1, "write it yourselves", member(mees), now))
		}
		told := Delivery{At: now, Via: "phone", With: "A"}
		if face == FaceApproved {
			if got := refusedFor(c.Deliver(told, member(sanne), now)); got != "error.author_tell" {
				t.Errorf("told: %q", got)
			}
			if next, _ := c.Next(); next != StepDraft {
				t.Errorf("next is %s", next)
			}
		}
		must(t, c.Assign(Assignment{Handler: fatima, Name: "F", Title: "head", Why: "officer"}, member(sanne), now))
		must(t, c.Prepare(draft(), member(fatima), now.Add(time.Hour)))
		must(t, c.Approve(2, member(mees), now.Add(2*time.Hour)))
		told.At = now.Add(3 * time.Hour)
		must(t, c.Deliver(told, member(fatima), now.Add(4*time.Hour)))
	}
}

// A case that was stored before what the involved agreed to was asked anew stands as it
// stood: it was closed by that agreement, or the complainant was told.
func TestAnAgreementFromBeforeStands(t *testing.T) {
	now := at(t, "2026-03-20 13:00")
	before := func(c *Case, unmarked bool) *Case {
		events := slices.Clone(c.Events)
		for i := range events {
			if unmarked {
				events[i].Data.Flags = withoutFlag(events[i].Data.Flags, FlagAsksAnew)
			}
		}
		return Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, events, c.Entries)
	}
	for name, found := range map[string]func(*Case){
		"found to be": func(c *Case) {
			must(t, c.DeclareInterest(Interest{How: "her brother", Users: []string{mees}}, member(sanne), now))
		},
		"delivered it": func(c *Case) { c.record(DelivererNamed, member(sanne), now, now, Data{Users: []string{mees}}, 0) },
		"delivered it, by a correction": func(c *Case) {
			c.record(Corrected, member(sanne), now, now, Data{Event: 1, Why: string(FactDeliverers), Users: []string{mees}}, 0)
		},
		"in a duplicate": func(c *Case) {
			c.record(Absorbed, member(sanne), c.ReceivedAt, now, Data{Case: "K-2026-0009", Users: []string{mees}}, 0)
		},
	} {
		for _, unmarked := range []bool{true, false} {
			c := untilAgreed(t)
			found(c)
			c.record(CaseClosed, member(sanne), now, now, Data{}, 0)
			c = before(c, unmarked)
			d := dutyOf(t, c, DutyFollowUp)
			if c.Unverified() != unmarked || (c.FollowedUp == NoReply) != unmarked || d.Left == unmarked {
				t.Errorf("%s, from before %v: unverified %v, followed up %q, its call missed %v", name, unmarked, c.Unverified(), c.FollowedUp, d.Left)
			}
			x := untilLater(t, true)
			found(x)
			if x = before(x, unmarked); (x.Extensions[0].Verdict == ExtensionAgreed) != unmarked {
				t.Errorf("%s, from before %v: more time is %q", name, unmarked, x.Extensions[0].Verdict)
			}
		}
	}
}

// What waits anew is owed anew: somebody else has the time for it that the first had, is
// reminded and may be late, and more time that nobody agreed to any more is not told.
func TestWhatWaitsAnewIsOwedAnew(t *testing.T) {
	found := map[string]func(*testing.T, *Case, time.Time){
		"found to be": func(t *testing.T, c *Case, now time.Time) {
			must(t, c.DeclareInterest(Interest{How: "her brother", Users: []string{mees}}, member(sanne), now))
		},
		"delivered it": func(_ *testing.T, c *Case, now time.Time) {
			c.record(DelivererNamed, member(sanne), now, now, Data{Users: []string{mees}}, 0)
		},
		"in a duplicate": func(_ *testing.T, c *Case, now time.Time) {
			c.record(Absorbed, member(sanne), c.ReceivedAt.Add(-time.Hour), now, Data{Case: "K-2026-0009", Users: []string{mees}}, 0)
		},
	}
	type step struct{ decide, tell string }
	for _, tc := range []struct {
		name, kind, on, when string
		begin                func(*testing.T) *Case
		agree                func(*Case, time.Time) error
		agreed, anew, then   step
	}{
		{
			"closing unverified", DutyDecide, "2026-03-20 13:00", "2026-03-25 11:00", untilAgreed,
			func(c *Case, now time.Time) error { return c.Grant(c.Requests[0].Seq, member(sanne), now) },
			step{decide: "03-20 met 03-20"}, step{decide: "03-20 met 03-20, 03-23 owed"}, step{decide: "03-20 met 03-20, 03-23 late 03-25"},
		},
		{
			"more time", DutyDecideDelay, "2026-03-18 13:00", "2026-03-19 11:00",
			func(t *testing.T) *Case { return untilLater(t, true) },
			func(c *Case, now time.Time) error { return c.AgreeExtension(1, member(sanne), now) },
			step{decide: "03-17 met 03-16", tell: "03-17 owed"}, step{decide: "03-17 met 03-16, 03-19 owed", tell: "03-17 missed 03-18"},
			step{decide: "03-17 met 03-16, 03-19 met 03-19", tell: "03-17 missed 03-18, 03-20 owed"},
		},
		{
			"more time, at once", DutyDecideDelay, "2026-03-16 13:00", "2026-03-16 14:00",
			func(t *testing.T) *Case { return untilLater(t, true) },
			func(c *Case, now time.Time) error { return c.AgreeExtension(1, member(sanne), now) },
			step{decide: "03-17 met 03-16", tell: "03-17 owed"}, step{decide: "03-17 met 03-16, 03-17 owed"},
			step{decide: "03-17 met 03-16, 03-17 met 03-16", tell: "03-17 owed"},
		},
	} {
		for how, out := range found {
			c := tc.begin(t)
			is := func(when string, want step) {
				t.Helper()
				for _, c := range []*Case{c, reload(c)} {
					if got := (step{decide: fates(t, c, tc.kind), tell: fates(t, c, "tell_extension")}); got != want {
						t.Errorf("%s, %s, %s: %+v, want %+v", tc.name, how, when, got, want)
					}
				}
			}
			is("agreed", tc.agreed)
			out(t, c, at(t, tc.on))
			is("waits anew", tc.anew)
			d := dutyOf(t, c, tc.kind)
			if who := c.Recipients(&d, "", at(t, tc.on)); !slices.Contains(who, sanne) || slices.Contains(who, mees) {
				t.Errorf("%s, %s: %v are reminded", tc.name, how, who)
			}
			must(t, tc.agree(c, at(t, tc.when)))
			is("agreed anew", tc.then)
		}
	}
}

// A request that waits anew and falls away since there is nothing left to decide is owed no
// more.
func TestWhatWaitsAnewFallsAway(t *testing.T) {
	c := untilAgreed(t)
	now := at(t, "2026-03-20 13:00")
	must(t, c.DeclareInterest(Interest{How: "her brother", Users: []string{mees}}, member(sanne), now))
	c.record(Satisfied, member(lotte), now.Add(time.Hour), now.Add(time.Hour), Data{}, 0)
	if got := fates(t, c, DutyDecide); got != "03-20 met 03-20, 03-23 void 03-20" {
		t.Error(got)
	}
}
