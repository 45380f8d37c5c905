package complaint

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// receivedBy is a complaint that Lotte filed and, as she said, user received.
func receivedBy(t testing.TB, preset, user string) *Case {
	t.Helper()
	c, r := presetCase(t, preset, "Europe/Amsterdam"), reported(t)
	r.Receiver, r.About = user, []string{joost}
	must(t, c.Register(r, member(lotte), at(t, "2026-03-06 16:20")))
	return c
}

// received corrects who received the complaint, in the case at hand and as it is loaded.
func received(t testing.TB, c *Case, users ...string) *Case {
	t.Helper()
	form := CorrectForm{Fact: Fact{FactReceiver, 1}, Users: users, Reason: "It was somebody else"}
	must(t, c.Correct(form, member(sanne), at(t, "2026-03-06 16:45")))
	return c
}

// Whoever is found to have received the complaint gets the first steps with their clocks
// and a message, once; who did not loses sight of the case, turn and message. Somebody who
// is involved is on record as the receiver and gets nothing (PK-02, EX-03, KG-05).
func TestTheReceiverIsPutRight(t *testing.T) {
	now := at(t, "2026-03-06 17:00")
	for _, tc := range []struct {
		name, was string
		users     []string
		is, calls string
		gone      string // who knows of it no more
		effects   []Effect
	}{
		{"another colleague", ann, []string{bo}, bo, bo, ann, []Effect{{Code: EffectReceives, Users: []string{bo}}, {Code: EffectBarred, Users: []string{ann}}}},
		{"whoever filed it", ann, nil, lotte, lotte, ann, []Effect{{Code: EffectReceives, Users: []string{lotte}}, {Code: EffectBarred, Users: []string{ann}}}},
		{"whoever filed it, by name", ann, []string{lotte}, lotte, lotte, ann, []Effect{{Code: EffectReceives, Users: []string{lotte}}, {Code: EffectBarred, Users: []string{ann}}}},
		{"not whoever filed it", "", []string{bo}, bo, bo, "", []Effect{{Code: EffectReceives, Users: []string{bo}}}},
		{"whom it is about", ann, []string{joost}, joost, lotte, ann, []Effect{
			{Code: EffectReceives, Users: []string{lotte}}, {Code: EffectBarred, Users: []string{ann}}, {Code: EffectAside, Users: []string{joost}},
		}},
		{"of one who leads", fatima, []string{bo}, bo, bo, "", []Effect{{Code: EffectReceives, Users: []string{bo}}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := receivedBy(t, "kerngroep", tc.was)
			form := CorrectForm{Fact: Fact{FactReceiver, 1}, Users: tc.users, Reason: "x"}
			if diff := cmp.Diff(tc.effects, c.Effects(form, now)); diff != "" {
				t.Errorf("told before: (-want +got)\n%s", diff)
			}
			for name, seen := range map[string]*Case{"at hand": received(t, c, tc.users...), "loaded": reload(c)} {
				d := dutyOf(t, seen, DutyContact)
				if got := seen.Recipients(&d, StageHalf, now); seen.Receiver() != tc.is || !slices.Equal(got, []string{tc.calls}) {
					t.Errorf("%s: received by %s, the call is for %v", name, seen.Receiver(), got)
				}
				if tc.gone != "" && (seen.MaySee(member(tc.gone), PartState, now) || slices.ContainsFunc(seen.AwaitedBy(), func(a Awaited) bool { return a.By == tc.gone })) {
					t.Errorf("%s: %s knows of it all the same", name, tc.gone)
				}
				if seen.MaySee(member(joost), PartState, now) || seen.MaySee(member(tc.is), PartFiling, now) == (tc.is == joost) {
					t.Errorf("%s: who received it sees %v", name, seen.MaySee(member(tc.is), PartFiling, now))
				}
			}
			last := c.Events[len(c.Events)-1]
			told := noticesSince(c, last.Seq-1, NoticeReceipt, NoticeForget, NoticeBack, NoticeHome)
			want := []string{"receipt " + lotte + " "}
			if tc.is != lotte && tc.is != joost {
				want = append(want, "receipt "+tc.is+" ")
			}
			if tc.was != "" {
				want = append(want, "forget  "+tc.was)
			}
			if tc.gone != "" {
				want = append(want, "home "+tc.gone+" ")
			}
			slices.Sort(want)
			if diff := cmp.Diff(want, told); diff != "" {
				t.Errorf("who hears of it: (-want +got)\n%s", diff)
			}
			if was := c.Written(c.Events[0]).Data.User; was != tc.was {
				t.Errorf("written down was %q", was)
			}
			form.Users = []string{tc.is}
			if err := c.Correct(form, member(sanne), now); !refusedAs(err, "error.correct_same") {
				t.Errorf("twice: %v", err)
			}
		})
	}
}

// Whom it was thought to have reached is co-responsible no more: whoever received it is,
// unless an officer had chosen them, or it is somebody who cannot be (KG-26).
func TestWhoReceivedItIsCoResponsible(t *testing.T) {
	assigned, now := at(t, "2026-03-06 16:30"), at(t, "2026-03-06 16:40")
	for _, tc := range []struct {
		name, was, is, want string
		then                func(c *Case)
	}{
		{"another colleague", ann, bo, bo, nil},
		{"whoever filed it", ann, lotte, lotte, nil},
		{"the handler, who answers for it anyhow", ann, milan, "", nil},
		{"not the handler", milan, bo, bo, nil},
		{"somebody involved", ann, joost, ann, nil},
		{"chosen by the officer", ann, bo, mees, func(c *Case) { must(t, c.ReplaceCoOwner(mees, "Ann is new here", member(sanne), now)) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := receivedBy(t, "kerngroep", tc.was)
			must(t, c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), assigned))
			if tc.then != nil {
				tc.then(c)
			}
			form := CorrectForm{Fact: Fact{FactReceiver, 1}, Users: []string{tc.is}}
			was := c.CoOwner()
			foreseen := slices.ContainsFunc(c.Effects(form, now), func(e Effect) bool { return e.Code == EffectCoOwner })
			if got := received(t, c, tc.is).CoOwner(); got != tc.want || foreseen != (got != was && got != "") {
				t.Errorf("co-responsible is %q, want %q; foreseen %v", got, tc.want, foreseen)
			}
			if got := reload(c).CoOwner(); got != tc.want {
				t.Errorf("loaded it is %q", got)
			}
		})
	}
}

// A consultation of somebody who had not received the complaint is none: whoever did is
// asked, and what waits for the other one is over. Corrected back it counts again (OK-13).
func TestTheConsultationIsOfWhoReceivedIt(t *testing.T) {
	now := at(t, "2026-03-09 14:00")
	for _, confirmed := range []bool{true, false} {
		w, seq := asked(t)
		c := w.c
		if confirmed {
			w.do("confirm", c.ConfirmHeard(seq, member(lotte), at(t, "2026-03-09 13:00")))
		}
		form := CorrectForm{Fact: Fact{FactReceiver, 1}, Users: []string{ann}, Reason: "Ann took the call"}
		if told := c.Effects(form, now); !slices.ContainsFunc(told, func(e Effect) bool { return e.Code == EffectConsult && e.Users[0] == lotte }) {
			t.Errorf("told before: %+v", told)
		}
		w.do("correct", c.Correct(form, member(sanne), now))
		if _, counts := c.Advice(); counts || c.ConsultMissing(sanne, now) != RoleFiler || !slices.Equal(c.ToConsult(now), []string{ann}) {
			t.Errorf("confirmed %v: it counts: %v, missing %q of %v", confirmed, counts, c.ConsultMissing(sanne, now), c.ToConsult(now))
		}
		if told := noticesSince(c, len(c.Events)-1, NoticeHearing); len(told) != 1 {
			t.Errorf("what asked her says %v", told)
		}
		if err := c.ConfirmHeard(seq, member(lotte), now); !confirmed && !refusedAs(err, "error.hearing_over") {
			t.Errorf("she is still asked: %v", err)
		}
		form.Users = nil
		w.do("correct back", c.Correct(form, member(sanne), now))
		for name, seen := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
			if _, counts := seen.Advice(); counts != confirmed || (seen.Unconfirmed() != nil) == confirmed {
				t.Errorf("%s, confirmed %v: corrected back it counts: %v, waits %+v", name, confirmed, counts, seen.Unconfirmed())
			}
		}
	}
}

// A partner whom it had not reached is told of it after all, and one whom it had is not
// told anew (CY-21).
func TestWhetherThePartnerKnowsFollowsTheReceiver(t *testing.T) {
	c := presetCase(t, "cygnus", "Europe/Amsterdam")
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RolePartner, User: milan})
	r := registration(t)
	r.Receiver = ann
	must(t, c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
	for _, tc := range []struct {
		users []string
		open  bool
	}{{[]string{milan}, false}, {[]string{bo}, true}, {[]string{milan}, false}, {nil, true}} {
		form := CorrectForm{Fact: Fact{FactReceiver, 1}, Users: tc.users, Reason: "x"}
		moved := slices.ContainsFunc(c.Preview(form, at(t, "2026-03-05 11:00")), func(m Move) bool { return m.After.Kind == "inform" })
		must(t, c.Correct(form, member(sanne), at(t, "2026-03-05 11:00")))
		for _, seen := range []*Case{c, reload(c)} {
			if d := dutyOf(t, seen, "inform"); d.Open() != tc.open || !moved || (seen.informedBy() == 0) != tc.open {
				t.Errorf("received by %v: still to be told: %v, foreseen %v", tc.users, d.Open(), moved)
			}
		}
	}
}

// A consultation of whoever stood in for the wrong receiver counts no more, whether or not
// they said that they were heard; it does so again once corrected back (OK-13).
func TestTheConsultationOfTheWrongStandIn(t *testing.T) {
	now := at(t, "2026-03-09 14:00")
	for _, confirmed := range []bool{true, false} {
		w := &walk{t, receivedBy(t, "okonomi", ann)}
		c := w.c
		goesAway(t, c, ann, bo, DeputyTakes)
		w.do("acknowledge", c.Acknowledge(Receipt{At: at(t, "2026-03-06 16:25"), Via: "email", Said: "Vi har modtaget din klage."}, member(sanne), at(t, "2026-03-06 16:25")))
		w.do("assign", c.Assign(Assignment{Handler: sanne, Name: "Sanne Bakker", Title: "klageansvarlig", Why: "officer"}, member(sanne), at(t, "2026-03-06 16:30")))
		w.do("consult", c.Consult(Consultation{With: bo, At: now, Said: "Promised"}, member(sanne), now))
		seq := len(c.Events)
		if confirmed {
			w.do("confirm", c.ConfirmHeard(seq, member(bo), now))
		}
		form := CorrectForm{Fact: Fact{FactReceiver, 1}, Reason: "Lotte took the call"}
		if got := effects(c, form, "2026-03-09 14:10", t)[EffectConsult]; !slices.Equal(got, []string{bo}) {
			t.Errorf("confirmed %v: told before %v", confirmed, got)
		}
		w.do("correct", c.Correct(form, member(sanne), now))
		for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
			if _, counts := c.Advice(); counts || c.Unconfirmed() != nil || c.ConsultMissing(sanne, now) != RoleFiler {
				t.Errorf("%s, confirmed %v: it counts %v, waits %+v, missing %q", how, confirmed, counts, c.Unconfirmed(), c.ConsultMissing(sanne, now))
			}
		}
		form.Users = []string{ann}
		w.do("correct back", c.Correct(form, member(sanne), now))
		for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
			if _, counts := c.Advice(); counts != confirmed || (c.Unconfirmed() != nil) == confirmed {
				t.Errorf("%s, confirmed %v: back it counts %v, waits %+v", how, confirmed, counts, c.Unconfirmed())
			}
		}
	}
}
