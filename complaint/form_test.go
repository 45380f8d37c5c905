package complaint

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// reachedBy corrects how somebody was reached in the newest step of a kind.
func (w *walk) reachedBy(kind Kind, way string, now time.Time, more ...func(*CorrectForm)) CorrectForm {
	w.t.Helper()
	form := w.c.OnRecord(Fact{FactContact, seqOf(w.t, w.c, kind)})
	form.Code, form.Reason = way, "Chose the wrong line"
	for _, change := range more {
		change(&form)
	}
	w.do("correct", w.c.Correct(form, member(sanne), now))
	return form
}

// effectsOf are the codes of effects.
func effectsOf(list []Effect) []string {
	var codes []string
	for _, e := range list {
		codes = append(codes, e.Code)
	}
	return codes
}

// answeredInWriting is a case of okonomi whose answer came by e-mail, as the officer wrote.
func answeredInWriting(t *testing.T) *walk {
	t.Helper()
	w, now := danish(t, "phone"), at(t, "2026-03-09 12:00")
	w.handled()
	w.do("hear", hear(w.c, now))
	w.do("draft", w.c.Prepare(inWriting(), member(sanne), now))
	w.do("deliver", w.c.Deliver(Delivery{At: now, Via: "email", With: "Anna"}, member(sanne), now))
	return w
}

// An answer that was told on the phone in the place of the writing that was approved is
// owed in writing again; the complainant knows it all the same, so that nothing else begins
// anew, and what was promised by it is promised once (OK-14).
func TestAnAnswerThatWasOnlySpokenIsOwedInWriting(t *testing.T) {
	w := answeredInWriting(t)
	c, now := w.c, at(t, "2026-03-10 09:00")
	asked := dutyOf(t, c, DutyFollowUp)
	form := c.OnRecord(Fact{FactContact, seqOf(t, c, Told)})
	form.Code, form.With, form.Said = "phone", "Bert", "That we pay it back"
	if diff := cmp.Diff([]string{EffectAgain}, effectsOf(c.Effects(form, now))); diff != "" {
		t.Errorf("foreseen (-want +got)\n%s", diff)
	}
	again := slices.ContainsFunc(c.Preview(form, now), func(m Move) bool { return m.After.Kind == "decision" && m.After.Open() })
	if !again {
		t.Error("that the answer is owed again is not told before")
	}
	w.reachedBy(Told, "phone", now, func(f *CorrectForm) { f.With, f.Said = "Bert", "That we pay it back" })
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		next, others := c.Next()
		if d := dutyOf(t, c, "decision"); !d.Open() || !c.OwesForm() || c.Face() != FaceAnswered || next != StepDeliver || !slices.Contains(others, StepFollowUp) {
			t.Errorf("%s: open %v, it is %s, next %s", how, d.Open(), c.Face(), next)
		}
		if said := c.Note(c.Events[form.Fact.Seq-1]); said.With != "Bert" || said.Said != "That we pay it back" {
			t.Errorf("%s: told %+v", how, said)
		}
	}
	w.do("keep", c.KeepCommitment(1, now, member(sanne), now)) // what was kept is not promised once more
	w.do("deliver again", c.Deliver(Delivery{At: now, Via: "email"}, member(sanne), now))
	if d := dutyOf(t, c, "decision"); !d.Done.Equal(now) || c.OwesForm() || len(c.Commitments) != 1 || !c.ToldAt.Equal(at(t, "2026-03-09 12:00")) {
		t.Errorf("done %v, %d promises, told %v", d.Done, len(c.Commitments), c.ToldAt)
	}
	if d := dutyOf(t, c, DutyFollowUp); !d.Start.Equal(asked.Start) || !d.Due.Equal(asked.Due) {
		t.Errorf("they are asked by %v, was %v", d.Due, asked.Due)
	}
	if got := refusedFor(c.Deliver(Delivery{At: now, Via: "email"}, member(sanne), now)); got == "" {
		t.Error("it is told a third time")
	}
}

// Put right the other way round, the answer counts from the day on which it came.
func TestAnAnswerThatCameInWritingAfterAll(t *testing.T) {
	w := answeredInWriting(t)
	c, now := w.c, at(t, "2026-03-10 09:00")
	phone := func(f *CorrectForm) { f.Said = "All of it" }
	w.reachedBy(Told, "phone", now, phone)
	form := c.OnRecord(Fact{FactContact, seqOf(t, c, Told)})
	form.Code, form.Day = "letter", "2026-03-09"
	if diff := cmp.Diff([]string{EffectAddress}, effectsOf(c.Effects(form, now))); diff != "" {
		t.Errorf("a letter to nowhere (-want +got)\n%s", diff)
	}
	w.reachedBy(Told, "email", now)
	if d := dutyOf(t, c, "decision"); !d.Done.Equal(at(t, "2026-03-09 12:00")) || c.OwesForm() {
		t.Errorf("done %v", d.Done)
	}
}

// Once the complainant answered, the answer can still follow in writing; where the case
// ended without, it was not told as the procedure asks.
func TestWhatCanNoLongerBeToldInForm(t *testing.T) {
	spoken := func(f *CorrectForm) { f.Said = "All of it" }
	w := answeredInWriting(t)
	c, now := w.c, at(t, "2026-03-10 09:00")
	w.do("ask", c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, member(lotte), now))
	w.reachedBy(Told, "phone", now, spoken)
	if next, _ := c.Next(); next != StepDeliver || c.Face() != FaceReady {
		t.Errorf("next is %s, it is %s", next, c.Face())
	}
	w.do("deliver again", c.Deliver(Delivery{At: now, Via: "email"}, member(sanne), now))
	if next, _ := c.Next(); next != StepClose || c.FollowedUp != Satisfied || dutyOf(t, c, DutyFollowUp).Done.IsZero() {
		t.Errorf("then %s; asked %v", next, dutyOf(t, c, DutyFollowUp))
	}

	w = answeredInWriting(t)
	c = w.c
	w.do("ask", c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, member(lotte), now))
	w.do("close", c.Close(Report{NoMeasure: "once only"}, member(sanne), now))
	form := c.OnRecord(Fact{FactContact, seqOf(t, c, Told)})
	form.Code, form.Said = "phone", "All of it"
	if diff := cmp.Diff([]string{EffectUnmet}, effectsOf(c.Effects(form, now))); diff != "" {
		t.Errorf("of a closed case (-want +got)\n%s", diff)
	}
	w.reachedBy(Told, "phone", now, spoken)
	if d := dutyOf(t, c, "decision"); !d.Left || c.State != StateClosed {
		t.Errorf("left %v, it is %s", d.Left, c.State)
	}
}

// A receipt that was confirmed by telephone where the procedure wants it in writing is to be
// confirmed again (PK-12); that somebody took the case over stands.
func TestAReceiptThatWasConfirmedOtherwise(t *testing.T) {
	w := &walk{t, klachten(t)}
	c, now := w.c, at(t, "2026-03-05 09:00")
	w.do("assess", c.Classify(assessed(), member(mees), at(t, "2026-03-02 11:00")))
	w.do("letter", c.Acknowledge(confirmedByLetter(t, "2026-03-04 16:00"), member(mees), at(t, "2026-03-04 16:10")))
	form := c.OnRecord(Fact{FactContact, seqOf(t, c, Acknowledged)})
	form.Code, form.Reason = "phone", "It was a call"
	if err := c.Correct(form, member(mees), now); !refusedAs(err, "error.ack_with") {
		t.Errorf("a call with nobody: %v", err)
	}
	form.With = "her"
	if diff := cmp.Diff([]string{EffectAgain}, effectsOf(c.Effects(form, now))); diff != "" {
		t.Errorf("foreseen (-want +got)\n%s", diff)
	}
	w.do("correct", c.Correct(form, member(mees), now))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if d := dutyOf(t, c, DutyConfirm); !d.Open() || !c.ReceiptAt.IsZero() || dutyOf(t, c, "take_over").Done.IsZero() {
			t.Errorf("%s: confirmed %v", how, d.Done)
		}
		if next, _ := c.Next(); next != StepAck {
			t.Errorf("%s: next is %s", how, next)
		}
	}
	w.do("letter", c.Acknowledge(confirmedByLetter(t, "2026-03-05 16:00"), member(mees), at(t, "2026-03-05 16:10")))
	if d := dutyOf(t, c, DutyConfirm); !d.Done.Equal(at(t, "2026-03-05 16:00")) || c.Face() != FaceConfirmed {
		t.Errorf("done %v, it is %s", d.Done, c.Face())
	}
}

// What a receipt that is put right moves is foreseen by the rules in force then: that its
// nature is confidential by them, or is not, and that nobody would be left to tell.
func TestAReceiptUnderOtherRulesHidesTheCase(t *testing.T) {
	now := at(t, "2026-03-06 09:00")
	open := func(t *testing.T, confidential ...string) Rules {
		p := *presetOf(t, "exactpi")
		p.Version, p.Confidential = "0", confidential
		return Rules{&p, sampleCalendar(t)}
	}
	filed := func(t *testing.T, nature string) *Case {
		c, r := newCase(t), registration(t)
		c.Number, r.Nature, r.Against = "K-2026-0042", nature, "client"
		(&walk{t, c}).do("file", c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
		return c
	}
	form := CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, "2026-03-04 09:00"), Reason: "voicemail"}
	for _, tc := range []struct {
		name, nature string
		rules        []string
		want         []string
	}{
		{"hidden by them", "service", []string{"service"}, []string{EffectHides}},
		{"hidden no more", "discrimination", nil, []string{EffectHidden}},
		{"the same by both", "discrimination", []string{"discrimination"}, nil},
		{"open by both", "service", nil, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, form := filed(t, tc.nature), form
			form.Rules = open(t, tc.rules...)
			if diff := cmp.Diff(tc.want, effectsOf(c.Effects(form, now))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	c := filed(t, "service")
	form.Rules = open(t, "service")
	c.Roster = &Roster{}
	if _, _, rs := c.under(form.Rules).correction(form, now); len(c.Effects(form, now)) > 0 || !refusedAs(rs, "error.nobody_left") {
		t.Errorf("with nobody to tell: %v", rs)
	}
}

// A day that was agreed and lies after the term of the answer from now on is told of, where
// that term does not give way to it.
func TestAnAgreedDayThatIsOvertakenIsTold(t *testing.T) {
	c, now := walkTo(t, FaceInProgress), at(t, "2026-03-09 09:00")
	strict := *c.Procedure
	strict.Duties = slices.Clone(strict.Duties)
	strict.Duty("decision").GivesWay = ""
	c.Procedure = &strict
	for when, want := range map[string][]string{
		"2026-02-23 09:00": nil,
		"2026-02-12 09:00": {EffectAgreed}, // the answer is due on 12 March, agreed was the 20th
	} {
		form := CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, when), Reason: "voicemail"}
		got := c.Effects(form, now)
		if diff := cmp.Diff(want, effectsOf(got)); diff != "" {
			t.Errorf("received %s (-want +got)\n%s", when, diff)
		}
		for _, e := range got {
			if len(e.Duties) != 2 || e.Duties[0].Kind != DutyPromised || e.Duties[1].Kind != "decision" {
				t.Errorf("of %+v", e.Duties)
			}
		}
	}
	form := CorrectForm{Fact: Fact{FactDay, seqOf(t, c, PlanAgreed)}, Code: "2026-04-10", Reason: "misheard"}
	if diff := cmp.Diff([]string{EffectAgreed}, effectsOf(c.Effects(form, now))); diff != "" {
		t.Errorf("a later day (-want +got)\n%s", diff)
	}
}

// An answer that was not enough, and turns out to have been told otherwise, is made up for by
// the next one: until that is told in such a form it is open.
func TestTheNextAnswerMakesUpForTheForm(t *testing.T) {
	w := answeredInWriting(t)
	c, now := w.c, at(t, "2026-03-10 09:00")
	w.do("ask", c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: now, Via: "phone", Note: "no"}, member(lotte), now))
	form := c.OnRecord(Fact{FactContact, seqOf(t, c, Told)})
	form.Code, form.Said = "phone", "All of it"
	if diff := cmp.Diff([]string{EffectNext}, effectsOf(c.Effects(form, now))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	w.reachedBy(Told, "phone", now, func(f *CorrectForm) { f.Said = "All of it" })
	first := func() Duty {
		duties, err := c.Duties()
		must(t, err)
		return duties[slices.IndexFunc(duties, func(d Duty) bool { return d.Is("decision", 1) && d.Past == 0 })]
	}
	if d := first(); !d.Open() || c.OwesForm() {
		t.Errorf("after the correction: %+v", d)
	}
	later := at(t, "2026-03-11 09:00")
	again := inWriting()
	again.Promises, again.Reasons = nil, "More than before"
	w.do("consult", hear(c, at(t, "2026-03-10 12:00")))
	w.do("draft", c.Prepare(again, member(sanne), later))
	w.do("deliver", c.Deliver(Delivery{At: later, Via: "email"}, member(sanne), later))
	if d := first(); !d.Done.Equal(later) {
		t.Errorf("after the next answer: %+v", d)
	}
}
