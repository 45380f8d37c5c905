package complaint

import (
	"slices"
	"testing"

	"ombud/calendar"
)

// The day of an extension is put right within the bounds of asking for one, told before,
// and whoever agreed did so to another day; what was told stays told.
func TestTheDayOfAnExtensionIsCorrected(t *testing.T) {
	c := inHand(t)
	w, now := &walk{t, c}, at(t, "2026-03-10 12:00")
	f := ExtensionForm{Day: "2026-04-17", Reason: "an expert is ill", Via: "phone", At: now}
	agreed := c.NeedsAgreement()
	if agreed {
		w.do("ask", c.Extend(f, member(milan), at(t, "2026-03-10 10:00")))
		w.do("agree", c.AgreeExtension(1, member(c.Deciders(&c.Extensions[0], now)[0]), at(t, "2026-03-10 11:00")))
	}
	answer := dutyOf(t, c, c.Procedure.Extend.Of)
	due := answer.Due
	most, err := c.LatestDay(&answer)
	must(t, err)
	w.do("tell", c.Extend(f, member(milan), now))
	form := CorrectForm{Fact: Fact{FactDay, seqOf(t, c, Extended)}, Reason: "Typed wrong"}
	for _, tc := range []struct{ day, want string }{
		{"", "error.day_missing"},
		{c.Calendar.LastDay(due).String(), "error.extension_early"},
		{most.AddDays(1).String(), "error.extension_far"},
		{"2026-04-17", "error.correct_same"},
	} {
		form.Code = tc.day
		if err := c.Correct(form, member(sanne), now); !refusedAs(err, tc.want) {
			t.Errorf("%q: %v", tc.day, err)
		}
	}
	form.Code = "2026-04-10"
	if len(c.Preview(form, now)) == 0 {
		t.Error("which deadlines move is not told before")
	}
	has := func(code string) bool {
		return slices.ContainsFunc(c.Effects(form, now), func(e Effect) bool { return e.Code == code })
	}
	if !has(EffectTerm) || has(EffectDelay) != agreed || !agreed {
		t.Errorf("foreseen: %+v, agreed %v", c.Effects(form, now), agreed)
	}
	w.do("correct", c.Correct(form, member(sanne), now))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		x := c.Extensions[0]
		if x.Day != "2026-04-10" || x.Hash != "" || x.DecidedBy == "" || !x.ToldAt.Equal(now) || c.Calendar.LastDay(dutyOf(t, c, c.Procedure.Extend.Of).Due) != (calendar.Day{Year: 2026, Month: 4, Day: 10}) {
			t.Errorf("%s: %+v, due %v", how, x, dutyOf(t, c, c.Procedure.Extend.Of).Due)
		}
		if asked := c.Events[seqOf(t, c, ExtensionAsked)-1]; asked.Data.Day != "2026-04-17" {
			t.Errorf("%s: asked for %s", how, asked.Data.Day)
		}
	}
	if has(EffectDelay) {
		t.Error("nobody agreed to that day, and it is said again")
	}
}

// What was asked for since rests on the day of the extension before it, whose day is then
// no fact to correct; once that was refused it is one again.
func TestTheDayOfAnEarlierExtensionStands(t *testing.T) {
	c := inHand(t)
	c.Procedure.Extend.Times = 3
	w, now := &walk{t, c}, at(t, "2026-03-10 12:00")
	w.do("ask", c.Extend(ExtensionForm{Day: "2026-04-10", Reason: "an expert is ill"}, member(milan), at(t, "2026-03-10 10:00")))
	w.do("agree", c.AgreeExtension(1, member(c.Deciders(&c.Extensions[0], now)[0]), at(t, "2026-03-10 11:00")))
	w.do("tell", c.Extend(ExtensionForm{Via: "phone", At: now}, member(milan), now))
	can := func() bool { return slices.Contains(c.Facts(), Fact{FactDay, seqOf(t, c, Extended)}) }
	if !can() {
		t.Error("the last cannot be corrected")
	}
	w.do("ask again", c.Extend(ExtensionForm{Day: "2026-04-16", Reason: "the expert is still ill"}, member(milan), at(t, "2026-03-11 10:00")))
	if can() {
		t.Error("another was asked for, and it can be corrected")
	}
	w.do("refuse", c.RefuseExtension(2, "long enough", member(c.Deciders(&c.Extensions[1], now)[0]), at(t, "2026-03-11 11:00")))
	if !can() {
		t.Error("the other one was refused, and it cannot be corrected")
	}
}
