package complaint

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// asked is a case of okonomi whose officer noted that she asked the receiver.
func asked(t testing.TB) (*walk, int) {
	t.Helper()
	w := danish(t, "phone")
	w.handled()
	now := at(t, "2026-03-09 12:00")
	w.do("consult", w.c.Consult(Consultation{With: lotte, At: now, Said: "She was promised September"}, member(sanne), now))
	return w, len(w.c.Events)
}

// A consultation counts once whoever was asked says that they were heard: until then the
// answer may be kept, but does not go on (OK-13).
func TestAConsultationIsConfirmedByWhomItWasWith(t *testing.T) {
	w, seq := asked(t)
	c, now := w.c, at(t, "2026-03-09 13:00")
	kept := inWriting()
	kept.Ask = false
	w.do("keep a draft", c.Prepare(kept, member(sanne), now))
	if got := refusedFor(c.Prepare(inWriting(), member(sanne), now)); got != "ask error.consult_unconfirmed" {
		t.Fatalf("before she confirmed: %q", got)
	}
	if next, others := c.Next(); next != StepDraft || !slices.Contains(others, StepConsult) {
		t.Errorf("next is %s beside %v", next, others)
	}
	if _, ok := c.Advice(); ok {
		t.Error("it counts before she said anything")
	}
	w.do("confirm", c.ConfirmHeard(seq, member(lotte), now))
	n := len(c.Events)
	w.do("press again", c.ConfirmHeard(seq, member(lotte), now.Add(time.Minute)))
	if len(c.Events) != n {
		t.Error("the second press left something behind")
	}
	if got := refusedFor(c.DenyHeard(seq, "no", member(lotte), now)); got != "error.hearing_answered" {
		t.Errorf("no after yes: %q", got)
	}
	if e, ok := c.Advice(); !ok || e.Seq != seq {
		t.Errorf("on file: %v %+v", ok, e)
	}
	w.do("answer", c.Prepare(inWriting(), member(sanne), now))
}

// Whoever says that they were not heard is asked anew, or it is noted why they could not
// be: nobody is stuck.
func TestAConsultationThatIsDeniedIsMissing(t *testing.T) {
	now := at(t, "2026-03-09 13:00")
	for _, tc := range []struct {
		name string
		then func(*walk)
	}{
		{"asked anew", func(w *walk) { w.do("ask anew", hear(w.c, now)) }},
		{"not possible", func(w *walk) {
			w.do("impossible", w.c.Consult(Consultation{With: lotte, At: now, Said: "is ill for weeks", Impossible: true}, member(sanne), now))
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, seq := asked(t)
			c := w.c
			if got := refusedFor(c.DenyHeard(seq, "  ", member(lotte), now)); got != "words error.hearing_words" {
				t.Errorf("no without a word: %q", got)
			}
			w.do("deny", c.DenyHeard(seq, "We only met in the hall", member(lotte), now))
			if words := c.HearingComment(c.Hearing(seq)); words != "We only met in the hall" {
				t.Errorf("kept of it: %q", words)
			}
			if next, _ := c.Next(); next != StepConsult || c.ConsultMissing(sanne, now) != RoleFiler {
				t.Errorf("next is %s, missing %q", next, c.ConsultMissing(sanne, now))
			}
			if got := refusedFor(c.Prepare(inWriting(), member(sanne), now)); got != "said error.consult_missing" {
				t.Errorf("the answer: %q", got)
			}
			tc.then(w)
			w.do("answer", c.Prepare(inWriting(), member(sanne), now))
		})
	}
}

// Whoever does not answer holds nothing up: that it was not possible is noted with the
// reason, and the question is over.
func TestAnAnswerDoesNotWaitForASilentColleague(t *testing.T) {
	w, seq := asked(t)
	c, now := w.c, at(t, "2026-03-11 09:00")
	w.do("impossible", c.Consult(Consultation{With: lotte, At: now, Said: "on leave", Impossible: true}, member(sanne), now))
	if got := refusedFor(c.ConfirmHeard(seq, member(lotte), now)); got != "error.hearing_over" {
		t.Errorf("confirmed after all: %q", got)
	}
	w.do("answer", c.Prepare(inWriting(), member(sanne), now))
}

// In the form of the answer the consultation is kept with a draft only: it cannot be
// confirmed before it is noted.
func TestAConsultationWithTheAnswerIsConfirmedFirst(t *testing.T) {
	now := at(t, "2026-03-09 12:00")
	for _, tc := range []struct {
		name            string
		ask, impossible bool
		with, want      string
	}{
		{"with an answer that goes on", true, false, lotte, "ask error.consult_unconfirmed"},
		{"with a draft", false, false, lotte, ""},
		{"that was not possible", true, true, lotte, ""},
		{"with somebody else", true, false, milan, "with error.consult_missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := danish(t, "phone")
			w.handled()
			d := inWriting()
			d.Ask, d.Consulted = tc.ask, Consultation{With: tc.with, At: now, Said: "September", Impossible: tc.impossible}
			if got := refusedFor(w.c.Prepare(d, member(sanne), now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if waits := w.c.Unconfirmed() != nil; waits != (tc.want == "" && !tc.impossible) {
				t.Errorf("waits for a confirmation: %v", waits)
			}
		})
	}
}

// Only whoever was asked says whether they were heard. Somebody who may know of the case
// hears whose word it is; for all others there is no such case, nor for them once it is
// erased. Being involved takes the answer from nobody.
func TestWhoSaysWhetherTheyWereHeard(t *testing.T) {
	now := at(t, "2026-03-09 13:00")
	for _, tc := range []struct {
		name, by, want string
		before         func(*walk)
	}{
		{"the receiver", lotte, "", nil},
		{"the receiver, who turned out to be involved", lotte, "", func(w *walk) {
			w.do("interest", w.c.DeclareInterest(Interest{How: "her sister"}, member(lotte), now))
		}},
		{"the officer who noted it", sanne, "error.hearing_not_yours", nil},
		{"management", mees, "error.hearing_not_yours", nil},
		{"a colleague without a part in it", joost, "none", nil},
		{"the receiver of a case that ended", lotte, "error.hearing_over", func(w *walk) {
			w.do("withdraw", w.c.EndCase(withdrawal(now), member(sanne), now))
		}},
		{"the receiver, asked anew since", lotte, "error.hearing_over", func(w *walk) {
			w.do("ask anew", w.c.Consult(Consultation{With: lotte, At: now, Said: "again"}, member(sanne), now))
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, seq := asked(t)
			if tc.before != nil {
				tc.before(w)
			}
			if got := refusalOf(w.c.ConfirmHeard(seq, member(tc.by), now)); got != tc.want {
				t.Errorf("yes: %q, want %q", got, tc.want)
			}
			if got := refusalOf(w.c.DenyHeard(seq, "no", member(tc.by), now)); tc.want != "" && got != tc.want {
				t.Errorf("no: %q, want %q", got, tc.want)
			}
		})
	}
	w, seq := asked(t)
	if got := refusalOf(w.c.ConfirmHeard(seq, Person{ID: lotte}, now)); got != "none" {
		t.Errorf("a guest by that name: %q", got)
	}
	for _, none := range []int{0, seq - 1, seq + 1} {
		if got := refusalOf(w.c.ConfirmHeard(none, member(lotte), now)); got != "none" {
			t.Errorf("of event %d: %q", none, got)
		}
	}
}

// Whoever has left cannot confirm anything: it is noted that it was not possible.
func TestWhoLeftCannotConfirm(t *testing.T) {
	w := danish(t, "phone")
	w.handled()
	c, now := w.c, at(t, "2026-03-09 12:00")
	c.Roster.Left = map[string]time.Time{lotte: now.Add(-time.Hour)}
	said := Consultation{With: lotte, At: now, Said: "left the company"}
	if got := refusedFor(c.Consult(said, member(sanne), now)); got != "with error.consult_left" {
		t.Errorf("a talk to be confirmed: %q", got)
	}
	said.Impossible = true
	w.do("impossible", c.Consult(said, member(sanne), now))
	w.do("answer", c.Prepare(inWriting(), member(sanne), now))
}

// Whoever writes the answer and received the complaint has nobody to ask; where the
// procedure does not want it confirmed, a consultation counts as it is noted.
func TestWhereNobodyConfirms(t *testing.T) {
	w := danish(t, "phone")
	w.handled()
	now := at(t, "2026-03-09 12:00")
	w.c.Filer = sanne
	w.do("answer", w.c.Prepare(inWriting(), member(sanne), now))

	w = danish(t, "phone")
	w.handled()
	w.c.Procedure.Answer.ConsultConfirmed = false
	w.do("consult", w.c.Consult(Consultation{With: lotte, At: now, Said: "September"}, member(sanne), now))
	if w.c.Unconfirmed() != nil {
		t.Error("it waits for a confirmation all the same")
	}
	w.do("answer", w.c.Prepare(inWriting(), member(sanne), now))
}

// The question goes to whoever was asked, what they say to whoever noted it and to the
// handler; both messages are made true when something changes.
func TestWhoIsToldOfAHearing(t *testing.T) {
	now := at(t, "2026-03-09 13:00")
	told := func(c *Case) (list []string) {
		for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
			if n.Kind == NoticeHearing || n.Kind == NoticeHeard {
				list = append(list, string(n.Kind)+" "+n.To)
			}
		}
		return list
	}
	w, seq := asked(t)
	c := w.c
	if diff := cmp.Diff([]string{"hearing " + lotte}, told(c)); diff != "" {
		t.Errorf("noted (-want +got):\n%s", diff)
	}
	w.do("give to fatima", c.Assign(Assignment{Handler: fatima, Name: "Fatima", Title: "stedfortræder", Why: "other", WhyText: "knows her"}, member(sanne), now))
	if diff := cmp.Diff([]string{"hearing " + lotte}, told(c)); diff != "" {
		t.Errorf("handed on (-want +got):\n%s", diff)
	}
	w.do("deny", c.DenyHeard(seq, "no", member(lotte), now))
	if diff := cmp.Diff([]string{"hearing " + lotte, "heard " + sanne, "heard " + fatima}, told(c)); diff != "" {
		t.Errorf("denied (-want +got):\n%s", diff)
	}
	w.do("ask anew", c.Consult(Consultation{With: lotte, At: now, Said: "again"}, member(fatima), now))
	if diff := cmp.Diff([]string{"hearing " + lotte, "heard " + sanne, "heard " + fatima, "hearing " + lotte}, told(c)); diff != "" {
		t.Errorf("asked anew (-want +got):\n%s", diff)
	}
}

// What both sides said is not on file when one of them says that nobody asked them.
func TestADeniedConsultationHeardNobody(t *testing.T) {
	w, seq := asked(t)
	w.c.ContactedAt = at(t, "2026-03-09 12:00")
	if !w.c.heardBoth() {
		t.Fatal("noted, and it does not count as heard")
	}
	w.do("deny", w.c.DenyHeard(seq, "no", member(lotte), at(t, "2026-03-09 13:00")))
	if w.c.heardBoth() {
		t.Error("denied, and it counts as heard")
	}
}

// The answer is drafted with whoever received the complaint, also where a colleague filed it
// for them: asking that colleague does not count (OK-13).
func TestWhoReceivedItIsConsulted(t *testing.T) {
	now := at(t, "2026-03-09 12:00")
	for _, tc := range []struct {
		name, receiver, with string
		to                   []string
		counts               bool
	}{
		{"who filed what they received", "", lotte, []string{lotte}, true},
		{"who received what a colleague filed", joost, joost, []string{joost}, true},
		{"the colleague who filed it", joost, lotte, []string{joost}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, r := unfiled(t, presetOf(t, "okonomi")), filled(t)
			r.About, r.Receiver = nil, tc.receiver
			must(t, c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
			must(t, c.Assign(Assignment{Handler: sanne, Name: "Sanne", Title: "klageansvarlig", Why: "officer"}, member(sanne), at(t, "2026-03-06 10:00")))
			if got := c.ToConsult(now); !slices.Equal(got, tc.to) {
				t.Errorf("to be asked: %v, want %v", got, tc.to)
			}
			must(t, c.Consult(Consultation{With: tc.with, At: now, Said: "She was promised September"}, member(sanne), now))
			h := c.Unconfirmed()
			if counts := h != nil && h.With == tc.with; counts != tc.counts {
				t.Fatalf("it counts: %v, want %v", counts, tc.counts)
			}
			if !tc.counts {
				if c.ConsultMissing(sanne, now) == "" {
					t.Error("nobody has to be asked any more")
				}
				return
			}
			must(t, c.ConfirmHeard(h.Seq, member(tc.with), now))
			must(t, c.Prepare(inWriting(), member(sanne), now))
		})
	}
}
