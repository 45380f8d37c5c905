package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// sharedAt is a case in that face in which whoever filed it stays co-responsible.
func sharedAt(t *testing.T, face complaint.Face) *complaint.Case {
	t.Helper()
	c := caseAt(t, face)
	a := complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Hoofd Samenstel", Why: "process", KeepFiler: true, Deliverers: []string{joost}}
	must(t, c.Assign(a, member(sanne), at(t, "2026-03-06 12:00")))
	return c
}

func TestCoOwner(t *testing.T) {
	const now = "2026-03-06 12:05"
	c := sharedAt(t, complaint.FaceInProgress)
	lottes := func(f *Frame) *Frame { f.Viewer = member(lotte); return f }
	inLanguages(t, "coowner.yours", now, func(f *Frame) screen { return CoOwner(lottes(f), c) })
	inLanguages(t, "coowner.card", now, func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "coowner.file", now, func(f *Frame) screen { return CaseFile(lottes(f), c, TabOverview, 1) })
	inLanguages(t, "coowner.assign", now, func(f *Frame) screen { return AssignForm(f, c, complaint.Assignment{}) })
	inLanguages(t, "coowner.form", now, func(f *Frame) screen { return CoOwnerForm(f, c, CoOwnerTyped{}) })
	inLanguages(t, "coowner.typed", now, func(f *Frame) screen { return CoOwnerForm(f, c, CoOwnerTyped{User: mees, Reason: "<on> leave"}) })
	must(t, c.ReplaceCoOwner(mees, "Lotte is on leave", member(sanne), at(t, now)))
	inLanguages(t, "coowner.over", now, func(f *Frame) screen { return CoOwner(lottes(f), c) })
	merged, into := sharedAt(t, complaint.FaceInProgress), caseAt(t, complaint.FaceConfirmed)
	into.Number = "K-2026-0043"
	must(t, complaint.Merge(merged, into, "The same accounts", member(sanne), at(t, now)))
	inLanguages(t, "coowner.merged", now, func(f *Frame) screen { return CoOwner(lottes(f), merged) })
	lost := sharedAt(t, complaint.FaceInProgress)
	inLanguages(t, "coowner.lost_done", now, func(f *Frame) screen { return CoOwnerless(f, lost) })
	lost.Interested = append(lost.Interested, lotte)
	inLanguages(t, "coowner.lost", now, func(f *Frame) screen { return CoOwnerless(f, lost) })
	inLanguages(t, "coowner.lost_card", now, func(f *Frame) screen { return Card(f, lost) })
	e := c.Events[len(c.Events)-1]
	inLanguages(t, "coowner.line", now, func(f *Frame) screen { return Line(f, c, e) })
	inLanguages(t, "coowner.history", now, func(f *Frame) screen { return CaseFile(f, c, TabHistory, 1) })
	must(t, c.EndCase(complaint.EndForm{End: complaint.EndWithdrawn, Reason: "It is fine now", With: "Anna", Via: "phone", At: at(t, now)}, member(sanne), at(t, now)))
	inLanguages(t, "coowner.ended", now, func(f *Frame) screen { f.Viewer = member(mees); return CoOwner(f, c) })
}

// Where the procedure says that whoever filed stays co-responsible, nothing is asked;
// and nobody is offered who cannot be it.
func TestWhoIsOfferedAsCoResponsible(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(c *complaint.Case, a *complaint.Assignment)
		want   string
	}{
		{"the officer may say", func(*complaint.Case, *complaint.Assignment) {}, "who received the complaint, stays co-responsible"},
		{"the procedure says", func(c *complaint.Case, _ *complaint.Assignment) { c.Procedure.Assign.CoResponsible = true }, "as the procedure asks"},
		{"the filer handles", func(c *complaint.Case, a *complaint.Assignment) { a.Handler = lotte }, ""},
		{"the filer is involved", func(c *complaint.Case, _ *complaint.Assignment) { c.Interested = []string{lotte} }, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, a := caseAt(t, complaint.FaceConfirmed), complaint.Assignment{}
			tc.change(c, &a)
			m := AssignForm(sampleFrame(t, lang.EN, "2026-03-05 10:40"), c, a)
			raw := string(mustJSON(t, m))
			checkScreen(t, tc.name, m, []byte(raw))
			if tc.want == "" && strings.Contains(raw, "co-responsible") || !strings.Contains(raw, tc.want) {
				t.Errorf("want %q in %s", tc.want, raw)
			}
		})
	}
}

// Who is co-responsible is reminded like the handler, reads why, and finds the file
// under it: what is owed is the handler's to do.
func TestReminderOfTheCoResponsible(t *testing.T) {
	c := caseAt(t, complaint.FaceConfirmed)
	a := complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Hoofd Samenstel", Why: "process", KeepFiler: true, Deliverers: []string{joost}}
	must(t, c.Assign(a, member(sanne), at(t, "2026-03-05 11:00")))
	must(t, c.Delivered(complaint.FormSent, milan, at(t, "2026-03-05 11:01"), at(t, "2026-03-05 11:01")))
	d := dutyOf(t, c, complaint.DutyContact)
	inLanguages(t, "coowner.reminder", "2026-03-09 09:00", func(f *Frame) screen {
		f.Viewer = member(lotte)
		m := Reminder(f, c, d, complaint.StageDueDay)
		if raw := string(mustJSON(t, m)); strings.Contains(raw, "case.contact.open") || !strings.Contains(raw, "case.open") {
			t.Errorf("she is offered %s", raw)
		}
		return m
	})
}
