package complaint

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// refusedIn lists the refusals of an error as "part text", by the parts of a form.
func refusedIn(t *testing.T, err error) []string {
	t.Helper()
	var many Refusals
	errors.As(err, &many)
	var list []string
	for _, r := range many {
		part, _, _ := strings.Cut(r.Field, ".")
		list = append(list, part+" "+r.Text)
	}
	return list
}

// What becomes a letter counts from the day on which it was posted, with what was promised
// in it, and says so; whoever corrects is asked for that day, and it is held to what went before.
func TestAnAnswerThatWasALetter(t *testing.T) {
	w := answeredInWriting(t)
	c, now := w.c, at(t, "2026-03-10 09:00")
	form := c.OnRecord(Fact{FactContact, seqOf(t, c, Told)})
	form.Code, form.Reason = "letter", "It went by post"
	if got := c.WhenPart(form); got != PartPosted {
		t.Errorf("the form asks %q", got)
	}
	for day, want := range map[string]string{
		"": "posted error.day_missing", "2026-03-04": "posted error.before_receipt", "2026-03-10": "posted error.after_recorded",
	} {
		form.Day = day
		if got := refusedIn(t, c.Correct(form, member(sanne), at(t, "2026-03-10 18:00"))); !slices.Equal(got, []string{want}) {
			t.Errorf("on %q: %v, want %s", day, got, want)
		}
		if len(c.Preview(form, now)) > 0 {
			t.Errorf("on %q it moves a deadline", day)
		}
	}
	form.Day = "2026-03-06"
	moved := slices.ContainsFunc(c.Preview(form, now), func(m Move) bool { return m.After.Kind == DutyFollowUp })
	if !moved {
		t.Error("that they are asked earlier is not told before")
	}
	w.do("correct", c.Correct(form, member(sanne), now))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		e := c.Events[form.Fact.Seq-1]
		if !e.Posted() || !e.At.Equal(at(t, "2026-03-06 12:00")) || !c.Posted() || !c.ToldAt.Equal(e.At) || !dutyOf(t, c, "decision").Done.Equal(e.At) {
			t.Errorf("%s: posted %v, at %v, told %v", how, e.Posted(), e.At, c.ToldAt)
		}
		if made := c.Commitment(1).MadeAt; !made.Equal(e.At) {
			t.Errorf("%s: promised %v", how, made)
		}
		if was := c.Written(e); was.Posted() || !was.At.Equal(at(t, "2026-03-09 12:00")) {
			t.Errorf("%s: written as %+v", how, was)
		}
	}
}

// Of what was no letter after all the hour is asked, which may be the one that stood for the
// day of the letter.
func TestALetterThatWasAMail(t *testing.T) {
	w := answeredInWriting(t)
	c, now := w.c, at(t, "2026-03-10 09:00")
	day := func(f *CorrectForm) { f.Day = "2026-03-06" }
	w.reachedBy(Told, "letter", now, day)
	form := c.OnRecord(Fact{FactContact, seqOf(t, c, Told)})
	form.Code, form.Reason = "email", "It was a mail"
	if got := c.WhenPart(form); got != PartHour {
		t.Errorf("the form asks %q", got)
	}
	for _, tc := range []struct {
		at   time.Time
		want string
	}{
		{time.Time{}, "hour error.moment_missing"}, {at(t, "2026-03-05 09:00"), "hour error.before_receipt"}, {at(t, "2026-03-09 12:01"), "hour error.after_recorded"},
	} {
		form.At = tc.at
		if got := refusedIn(t, c.Correct(form, member(sanne), now)); !slices.Equal(got, []string{tc.want}) {
			t.Errorf("at %v: %v, want %s", tc.at, got, tc.want)
		}
	}
	form.At = at(t, "2026-03-06 12:00")
	w.do("correct", c.Correct(form, member(sanne), now))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if e := c.Events[form.Fact.Seq-1]; e.Posted() || e.NoHour() || !e.At.Equal(form.At) || c.Posted() || c.ToldDayOnly() {
			t.Errorf("%s: %+v", how, e)
		}
	}
	w.reachedBy(Told, "letter", now, day) // and back again
	if was, is := c.Stood(c.Events[len(c.Events)-1]); was.NoHour() || was.Data.Via != "email" || !is.Posted() || !is.At.Equal(form.At) {
		t.Errorf("from %+v to %+v", was, is)
	}
}

// A receipt and a notice that it takes longer are asked the same, what nobody posts is not.
func TestOfWhichLettersTheDayIsAsked(t *testing.T) {
	w := &walk{t, klachten(t)}
	w.do("assess", w.c.Classify(assessed(), member(mees), at(t, "2026-03-02 11:00")))
	w.do("letter", w.c.Acknowledge(confirmedByLetter(t, "2026-03-04 16:00"), member(mees), at(t, "2026-03-04 16:10")))
	if f := (CorrectForm{Fact: Fact{FactContact, seqOf(t, w.c, Acknowledged)}, Code: "email"}); w.c.WhenPart(f) != "" {
		t.Error("the hour of it is known, and it is asked again")
	}
	w = answeredInWriting(t)
	for kind, want := range map[Kind]string{Acknowledged: PartPosted, Told: PartPosted} {
		if got := w.c.WhenPart(CorrectForm{Fact: Fact{FactContact, seqOf(t, w.c, kind)}, Code: "letter"}); got != want {
			t.Errorf("%s: asks %q", kind, got)
		}
	}
	for _, f := range []CorrectForm{
		{Fact: Fact{FactContact, seqOf(t, w.c, Told)}, Code: "phone"},
		{Fact: Fact{FactNote, seqOf(t, w.c, Told)}, Code: "letter"},
		{Fact: Fact{FactContact, len(w.c.Events) + 1}, Code: "letter"},
	} {
		if got := w.c.WhenPart(f); got != "" {
			t.Errorf("%s to %s: asks %q", f.Fact, f.Code, got)
		}
	}
	c, e := spoken(t, ContactForm{Via: "phone", Reached: true, How: "We pay", Day: "2026-03-20"})
	if got := c.WhenPart(CorrectForm{Fact: Fact{FactContact, e.Seq}, Code: "letter"}); got != "" {
		t.Errorf("a contact: asks %q", got)
	}
}

// Of a letter that was put right when nobody was asked for the hour, none is said; then any
// can be given, also the one that stood for its day.
func TestTheHourOfWhatWasNotedAsALetter(t *testing.T) {
	w := answeredInWriting(t)
	c, now := w.c, at(t, "2026-03-10 09:00")
	w.reachedBy(Told, "letter", now, func(f *CorrectForm) { f.Day = "2026-03-09" })
	fact := Fact{FactAt, seqOf(t, c, Told)}
	c.record(Corrected, member(sanne), now, now, Data{Why: string(FactContact), Event: fact.Seq, Old: "letter", New: "email"}, c.put(Correction{}))
	if e := c.Events[fact.Seq-1]; e.Posted() || !e.NoHour() {
		t.Errorf("posted %v, without its hour %v", e.Posted(), e.NoHour())
	}
	form := CorrectForm{Fact: fact, At: at(t, "2026-03-09 12:00"), Reason: "He told me"}
	w.do("correct", c.Correct(form, member(sanne), now))
	if e := c.Events[fact.Seq-1]; e.NoHour() || !e.At.Equal(form.At) {
		t.Errorf("it is %+v", e)
	}
	if err := c.Correct(form, member(sanne), now); !refusedAs(err, "error.correct_same") {
		t.Errorf("twice: %v", err)
	}
}

// The procedure takes some ways for a step and not others; where it says nothing, all.
func TestWhichWaysTheProcedureTakes(t *testing.T) {
	w := answeredInWriting(t)
	for kind, want := range map[Kind]string{Told: "email letter", Acknowledged: "phone meeting email letter"} {
		var taken []string
		for _, way := range Ways {
			if w.c.Takes(Fact{FactContact, seqOf(t, w.c, kind)}, way) {
				taken = append(taken, way)
			}
		}
		if got := strings.Join(taken, " "); got != want {
			t.Errorf("%s: takes %s, want %s", kind, got, want)
		}
	}
	c, e := spoken(t, ContactForm{Via: "phone", Reached: true, How: "We pay", Day: "2026-03-20"})
	if !c.Takes(Fact{FactContact, e.Seq}, "chat") {
		t.Error("a contact may not be a chat")
	}
}
