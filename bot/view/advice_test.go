package view

import (
	"slices"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// A recommendation says what it is wherever a corrective action says what that is:
// on its form, to whom it went, on its page, in the thread, in a reminder.
func TestRecommendations(t *testing.T) {
	const now = "2026-03-06 10:00"
	recommend := func(c *complaint.Case) error {
		return c.Recommend(complaint.Recommendation{What: "Plan the accounts in June", To: mees, Who: "Mees Vos"}, member(sanne), at(t, now))
	}
	c := presetCase(t, "cygnus", recommend)
	inLanguages(t, "advice.form", now, func(f *Frame) screen { return AdviceForm(f, c, complaint.Recommendation{}) })
	inLanguages(t, "advice.yours", now, func(f *Frame) screen { f.Viewer = member(mees); return Measure(f, c, 1) })
	inLanguages(t, "advice.adopt", now, func(f *Frame) screen {
		f.Viewer = member(mees)
		return MeasureEnd(f, c, 1, MeasureDone, Reason{At: f.Now})
	})
	inLanguages(t, "advice.reject", now, func(f *Frame) screen {
		f.Viewer = member(mees)
		return MeasureEnd(f, c, 1, MeasureDrop, Reason{At: f.Now})
	})
	inLanguages(t, "advice.page", now, func(f *Frame) screen { return CaseFile(f, c, TabMeasures, 1) })
	inLanguages(t, "advice.line", now, func(f *Frame) screen { return Line(f, c, c.Events[len(c.Events)-1]) })
	inLanguages(t, "advice.reminder", "2026-03-19 09:00", func(f *Frame) screen {
		f.Viewer = member(mees)
		return Reminder(f, c, dutyOf(t, c, complaint.DutyAdvice), complaint.StageDayBefore)
	})
	inLanguages(t, "advice.due", now, func(f *Frame) screen { return AdviceDue(f, at(t, "2025-03-05 10:00")) })
	rejected := presetCase(t, "cygnus", recommend, func(c *complaint.Case) error {
		return c.DropMeasure(1, "Too dear", member(mees), at(t, "2026-03-09 10:00"))
	})
	f := sampleFrame(t, lang.EN, "2026-03-09 12:00")
	text := asJSON(t, CaseFile(f, rejected, TabMeasures, 1))
	for _, words := range []string{"Rejected by Mees Vos", "Too dear"} {
		if !strings.Contains(text, words) {
			t.Errorf("the file has no %q: %s", words, text)
		}
	}
	nobody := presetCase(t, "cygnus")
	r := *nobody.Roster
	r.Holders = slices.DeleteFunc(slices.Clone(r.Holders), func(h complaint.Holder) bool { return h.Role == complaint.RoleManagement && h.User != sanne })
	nobody.Roster = &r
	if form := AdviceForm(f, nobody, complaint.Recommendation{}); form.Submit != "" || !strings.Contains(asJSON(t, form), "There is nobody to address it to") {
		t.Errorf("with nobody left: %s", asJSON(t, form))
	}
}
