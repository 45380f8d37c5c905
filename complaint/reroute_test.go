package complaint

import (
	"slices"
	"testing"
	"time"
)

// barred is a case at that face in which the officer found somebody to be involved while
// these were in the channel, and the event that says so.
func barred(t testing.TB, face Face, user string, channel ...string) (*Case, Fact) {
	t.Helper()
	c, now := walkTo(t, face), at(t, "2026-03-20 12:00")
	if err := c.DeclareInterest(Interest{Users: []string{user}, How: "his brother", Channel: channel}, member(sanne), now); err != nil {
		t.Fatal(err)
	}
	return c, Fact{FactInterest, seqOf(t, c, InvolvedFound)}
}

// Whoever was found involved by mistake sees the case again, as it is at hand and as it is
// loaded; the event stays as it was written, and neither the case to handle nor an approval
// comes back to them.
func TestAnInterestIsTakenBack(t *testing.T) {
	now := at(t, "2026-03-20 13:00")
	for _, tc := range []struct {
		name, user string
		face       Face
		effect     string
		also       func(t *testing.T, c *Case)
	}{
		{"of management", mees, FaceInProgress, EffectSees, func(t *testing.T, c *Case) {}},
		{"of the filer", lotte, FaceInProgress, EffectSees, func(t *testing.T, c *Case) {
			if err := c.MayAdd(member(lotte), now); err != nil {
				t.Errorf("the filer cannot add to it: %v", err)
			}
		}},
		{"of the handler", milan, FaceInProgress, EffectFree, func(t *testing.T, c *Case) {
			if c.Handler != "" {
				t.Errorf("%s handles it again", c.Handler)
			}
			if err := c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "officer", Unknown: "nobody knows", Skip: "on holiday"}, member(sanne), now); err != nil {
				t.Errorf("he cannot be given it: %v", err)
			}
		}},
		{"of who approved", mees, FaceApproved, EffectSees, func(t *testing.T, c *Case) {
			if a := c.Answer(); a.Verdict != "" || c.Outcome != "" {
				t.Errorf("the answer is %s again, decided as %q", a.Verdict, c.Outcome)
			}
			if err := c.Approve(len(c.Answers), member(mees), now); err != nil {
				t.Errorf("he cannot approve it: %v", err)
			}
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, fact := barred(t, tc.face, tc.user)
			if c.MaySee(member(tc.user), PartFiling, now) {
				t.Fatal("he sees it all along")
			}
			form, sees := c.OnRecord(fact), tc.effect == EffectSees
			if !slices.Equal(form.Users, []string{tc.user}) {
				t.Errorf("the form shows %v", form.Users)
			}
			form.Users, form.Reason = nil, "the wrong colleague"
			if got := c.Effects(form, now); len(got) != 1 || got[0].Code != tc.effect || !slices.Equal(got[0].Users, []string{tc.user}) {
				t.Errorf("foreseen: %+v", got)
			}
			if err := c.Correct(form, member(sanne), now); err != nil {
				t.Fatal(err)
			}
			for how, seen := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				if seen.IsInvolved(tc.user) || seen.MaySee(member(tc.user), PartFiling, now) != sees {
					t.Errorf("%s: %s is kept out of it", how, tc.user)
				}
				if was := seen.Written(seen.Events[fact.Seq-1]); !slices.Equal(was.Data.Users, []string{tc.user}) {
					t.Errorf("%s: it was written %+v", how, was)
				}
			}
			if !sees { // it is not theirs any more
				tc.also(t, c)
				return
			}
			told := c.Notices(c.Events[len(c.Events)-1])
			if n := slices.IndexFunc(told, func(n Notice) bool { return n.Kind == NoticeBack && n.To == tc.user }); n < 0 {
				t.Errorf("%s is not told: %+v", tc.user, told)
			}
			if err := c.Correct(form, member(sanne), now); !refusedAs(err, "error.correct_same") {
				t.Errorf("twice: %v", err)
			}
			tc.also(t, c)
		})
	}
}

// Somebody else may have been meant: they are kept out instead, as if they had been found
// so, and may not be who handles the case.
func TestAnotherColleagueWasMeant(t *testing.T) {
	now := at(t, "2026-03-20 13:00")
	c, fact := barred(t, FaceInProgress, mees)
	form := CorrectForm{Fact: fact, Users: []string{milan}, Reason: "the wrong colleague"}
	if err := c.Correct(form, member(sanne), now); !refusedAs(err, "error.merge_handler") {
		t.Errorf("the handler: %v", err)
	}
	form.Users, form.Channel = []string{fatima}, []string{sanne, fatima}
	codes := func() (list []string) {
		for _, e := range c.Effects(form, now) {
			list = append(list, e.Code)
		}
		return list
	}
	if got := codes(); !slices.Equal(got, []string{EffectSees, EffectBarred, EffectLeaves}) {
		t.Errorf("foreseen: %v", got)
	}
	if err := c.Correct(form, member(sanne), now); err != nil {
		t.Fatal(err)
	}
	if c.IsInvolved(mees) || !c.IsInvolved(fatima) || !c.Confidential {
		t.Errorf("kept out: %v, confidential: %v", c.Involved(), c.Confidential)
	}
	correction := c.Events[seqOf(t, c, Corrected)-1]
	if told := c.Notices(correction); !slices.ContainsFunc(told, func(n Notice) bool { return n.Kind == NoticeForget && n.Ref == fatima }) {
		t.Errorf("what she was told stays: %+v", told)
	}
}

// A case that left the channel because somebody involved was there comes back when that was
// a mistake, and nothing else keeps it away; where that is not certain it stays away.
func TestACaseComesBackIntoTheChannel(t *testing.T) {
	now := at(t, "2026-03-20 13:00")
	here := []string{sanne, mees}
	for _, tc := range []struct {
		name    string
		before  func(t *testing.T, c *Case)
		channel []string
		back    bool
	}{
		{"nothing else keeps it", nil, here, true},
		{"nobody knows who is there", nil, nil, false},
		{"somebody else who is involved is there", func(t *testing.T, c *Case) {
			must(t, c.DeclareInterest(Interest{Users: []string{fatima}, How: "his sister", Channel: nil}, member(sanne), now))
		}, []string{sanne, mees, fatima}, false},
		{"somebody else who is involved was there", func(t *testing.T, c *Case) {
			c.record(RouteConfidential, Clock, now, now, Data{Users: []string{fatima}}, 0)
			must(t, c.DeclareInterest(Interest{Users: []string{fatima}, How: "his sister", Channel: nil}, member(sanne), now))
		}, here, false},
		{"somebody else who is involved is elsewhere", func(t *testing.T, c *Case) {
			must(t, c.DeclareInterest(Interest{Users: []string{fatima}, How: "his sister", Channel: nil}, member(sanne), now))
		}, here, true},
		{"its nature", func(t *testing.T, c *Case) { c.Procedure.Confidential = []string{c.Nature} }, here, false},
		{"a nature that it had", func(t *testing.T, c *Case) {
			c.record(RouteConfidential, Clock, now, now, Data{Why: "conduct"}, 0)
		}, here, false},
		{"from before it was noted why", func(t *testing.T, c *Case) { c.Events[seqOf(t, c, RouteConfidential)-1].Data.Users = nil }, here, false},
		{"a case that became one with it", func(t *testing.T, c *Case) {
			c.record(Absorbed, Clock, c.ReceivedAt, now, Data{Case: "K-2026-0041"}, 0)
		}, here, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, fact := barred(t, FaceInApproval, mees, here...)
			if !c.Confidential {
				t.Fatal("it is in the channel")
			}
			if tc.before != nil {
				tc.before(t, c)
			}
			form := CorrectForm{Fact: fact, Reason: "the wrong colleague", Channel: tc.channel}
			effects := c.Effects(form, now)
			must(t, c.Correct(form, member(sanne), now))
			want := EffectStays
			if tc.back {
				want = EffectReturns
			}
			if len(effects) != 2 || effects[1].Code != want {
				t.Errorf("foreseen: %+v, want %s", effects, want)
			}
			if c.Confidential == tc.back || reload(c).Confidential == tc.back {
				t.Errorf("confidential: %v, loaded %v", c.Confidential, reload(c).Confidential)
			}
			if c.IsInvolved(mees) {
				t.Error("he is kept out all the same")
			}
		})
	}
}

// Back in the channel its card and what waits for a decision are told there, and who had
// the card instead of the channel loses it; one that stays confidential comes to who sees it
// again.
func TestWhatIsToldOfACaseThatComesBack(t *testing.T) {
	now := at(t, "2026-03-20 13:00")
	for _, tc := range []struct {
		channel []string
		want    []Notice
		lacks   NoticeKind
	}{
		{[]string{sanne, mees}, []Notice{
			{Kind: NoticeCard, To: ToChannel}, {Kind: NoticeApproval, To: ToChannel, Ref: "1"}, {Kind: NoticeRemove, To: sanne}, {Kind: NoticeRemove, To: mees},
			{Kind: NoticeAsk, To: mees, Ref: "1"}, {Kind: NoticeBack, To: mees}, {Kind: NoticeAgain},
		}, ""},
		{nil, []Notice{{Kind: NoticeCard, To: mees}, {Kind: NoticeApproval, To: mees, Ref: "1"}, {Kind: NoticeBack, To: mees}}, NoticeRemove},
	} {
		c, fact := barred(t, FaceInApproval, mees, sanne, mees)
		before := len(c.Events)
		must(t, c.Correct(CorrectForm{Fact: fact, Reason: "the wrong colleague", Channel: tc.channel}, member(sanne), now))
		var told []Notice
		for _, e := range c.Events[before:] {
			for _, n := range c.Notices(e) {
				n.Seq = 0
				told = append(told, n)
			}
		}
		for _, n := range tc.want {
			if !slices.Contains(told, n) {
				t.Errorf("with %v in the channel, not told: %+v", tc.channel, n)
			}
		}
		for _, n := range told {
			if n.Kind == tc.lacks || tc.channel == nil && n.To == ToChannel {
				t.Errorf("with %v in the channel, told: %+v", tc.channel, n)
			}
		}
	}
}

// A case that was over before nothing kept it out of the channel any more does not appear
// there as if it were new, whatever is put right in it; when it goes on, its card is there.
func TestACaseThatIsOverDoesNotComeBackIntoTheChannel(t *testing.T) {
	c, fact := barred(t, FaceClosed, mees, sanne, mees)
	now := c.ClosedAt.Add(24 * time.Hour)
	if c.Open() || !c.Confidential {
		t.Fatalf("it is %s, confidential: %v", c.Face(), c.Confidential)
	}
	channel := func(before int) (told []NoticeKind) {
		for _, e := range c.Events[before:] {
			for _, n := range c.Notices(e) {
				if n.To == ToChannel {
					told = append(told, n.Kind)
				}
			}
		}
		return told
	}
	form := CorrectForm{Fact: fact, Reason: "the wrong colleague", Channel: []string{sanne, mees}}
	if got := c.Effects(form, now); len(got) != 2 || got[1].Code != EffectShelved {
		t.Errorf("foreseen: %+v", got)
	}
	before := len(c.Events)
	must(t, c.Correct(form, member(sanne), now))
	if c.Confidential || !slices.Contains(c.Notices(c.Events[before]), Notice{Kind: NoticeBack, To: mees, Seq: before + 1}) {
		t.Error("it is kept from him still, or he is not told")
	}
	if told := channel(before); len(told) > 0 {
		t.Errorf("the channel is told %v", told)
	}
	c, before = reload(c), len(c.Events)
	must(t, c.Correct(CorrectForm{Fact: Fact{FactName, 1}, Text: "Anna Vries", Reason: "misspelt"}, member(sanne), now))
	if told := channel(before); len(told) > 0 {
		t.Errorf("corrected once more, the channel is told %v", told)
	}
	before = len(c.Events)
	must(t, c.Reopen("she called", now, member(sanne), now))
	if told := channel(before); !slices.Contains(told, NoticeCard) {
		t.Errorf("reopened, the channel is told %v", told)
	}
	before = len(c.Events)
	must(t, c.Correct(CorrectForm{Fact: Fact{FactName, 1}, Text: "Anne Vries", Reason: "misspelt"}, member(sanne), now))
	if told := channel(before); !slices.Contains(told, NoticeCard) {
		t.Errorf("put right while it runs, the channel is told %v", told)
	}
	c.State, before = StateClosed, len(c.Events) // it has its card there by now
	must(t, c.Correct(CorrectForm{Fact: Fact{FactName, 1}, Text: "Anna de Vries", Reason: "misspelt"}, member(sanne), now))
	if told := channel(before); !slices.Contains(told, NoticeCard) {
		t.Errorf("put right once it is over again, the channel is told %v", told)
	}
}
