package complaint

import (
	"slices"
	"testing"
	"time"
)

// twins are two cases of one matter: 41 came in on 4 March and is assigned to
// Milan, 42 came in on the 5th and is confirmed.
func twins(t *testing.T) (older, newer *Case) {
	t.Helper()
	older, newer = newCase(t), walkTo(t, FaceConfirmed)
	older.Number = "K-2026-0041"
	r := registration(t)
	r.ReceivedAt, r.Story, r.Phone = at(t, "2026-03-04 09:00"), "They wrote to us before we called them.", "+31 6 87654321"
	r.Files = []Attachment{{ID: "F1", Name: "brief.pdf", Size: 12}}
	w := &walk{t, older}
	w.do("register", older.Register(r, member(milan), at(t, "2026-03-05 10:25")))
	w.do("keep", older.KeepFile("F1", at(t, "2026-03-05 10:26")))
	w.do("assign", older.Assign(Assignment{Handler: fatima, Name: "Fatima", Title: "head", Why: "process", Deliverers: []string{joost}, Skip: "abroad"}, member(sanne), at(t, "2026-03-05 10:30")))
	w.do("form", older.Delivered(FormSent, fatima, at(t, "2026-03-05 10:31"), at(t, "2026-03-05 10:31")))
	w.do("contact", older.LogContact(ContactForm{At: at(t, "2026-03-05 10:40"), Via: "phone", With: "Anna", Reached: true, How: "refund at once", Day: "2026-03-09"}, member(fatima), at(t, "2026-03-05 10:45")))
	return older, newer
}

func TestMerge(t *testing.T) {
	d, c := twins(t)
	w, now := &walk{t, c}, at(t, "2026-03-05 12:00")
	decision := dutyOf(t, c, "decision").Due
	w.do("merge", Merge(d, c, "the same accounts", member(sanne), now))
	if d.Face() != FaceDuplicate || d.MergedInto() != c.Number || d.Open() || !slices.Equal(c.Absorbs(), []string{d.Number}) {
		t.Fatalf("%s is %s into %q, which absorbs %v", d.Number, d.Face(), d.MergedInto(), c.Absorbs())
	}
	c = Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
	if want := at(t, "2026-03-04 09:00"); !c.ReceivedAt.Equal(want) {
		t.Errorf("received %v, want the earliest, %v", c.ReceivedAt, want)
	}
	if got := dutyOf(t, c, "decision"); !got.Due.Before(decision) || !got.Start.Equal(c.ReceivedAt) {
		t.Errorf("decision due %v, was %v", got.Due, decision)
	}
	if got := dutyOf(t, c, DutyPromised); !got.Due.Equal(at(t, "2026-03-10 00:00")) || !got.Open() {
		t.Errorf("what the duplicate promised is due %v, open %v", got.Due, got.Open())
	}
	if !c.IsInvolved(joost) || c.MaySee(member(joost), PartState, now) {
		t.Error("whom the duplicate keeps out finds the case")
	}
	if files := c.Attachments(); len(files) != 1 || !slices.Contains(c.FilesKept, "F1") {
		t.Errorf("files %v, kept %v", files, c.FilesKept)
	}
	if told := c.Carried(*c.newest(Absorbed)).Contacts; len(told) != 1 || told[0].How != "refund at once" || told[0].Event.Actor != fatima {
		t.Errorf("carried %+v", told)
	}
	if got := textOf(Merge(d, c, "again", member(sanne), now)); got != "error.taken_already" {
		t.Errorf("merged twice: %q", got)
	}
	w.do("unmerge", Unmerge(d, c, member(fatima), now.Add(time.Hour)))
	if d.Face() != FaceInProgress || !c.ReceivedAt.Equal(at(t, "2026-03-05 10:00")) {
		t.Errorf("apart again: %s, received %v", d.Face(), c.ReceivedAt)
	}
	if !c.IsInvolved(joost) || c.MaySee(member(joost), PartFiling, now) {
		t.Error("whom the duplicate keeps out reads its words in the other case")
	}
	if got := dutyOf(t, c, "decision").Due; !got.Equal(decision) {
		t.Errorf("decision due %v, want %v again", got, decision)
	}
}

// The stricter of two deadlines wins, unless it was met before the merge.
func TestMergeTakesTheStricterDeadline(t *testing.T) {
	now := at(t, "2026-03-06 12:00")
	for _, tc := range []struct{ name, own, other, want string }{
		{"the other's", "2026-03-20", "2026-03-09", "2026-03-10 00:00"},
		{"its own", "2026-03-07", "2026-03-09", "2026-03-08 00:00"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			plan := func(c *Case, day string) {
				w := &walk{t, c}
				w.do("plan", c.LogContact(ContactForm{At: at(t, "2026-03-06 09:00"), Via: "phone", Reached: true, How: "call", Day: day}, member(sanne), at(t, "2026-03-06 09:05")))
			}
			d, c := walkTo(t, FaceAssigned), walkTo(t, FaceAssigned)
			d.Number = "K-2026-0043"
			plan(d, tc.other)
			plan(c, tc.own)
			if err := Merge(d, c, "same", member(sanne), now); err != nil {
				t.Fatal(err)
			}
			if got := dutyOf(t, c, DutyPromised).Due; !got.Equal(at(t, tc.want)) {
				t.Errorf("due %v, want %s", got, tc.want)
			}
		})
	}
}

func TestMergeIsRefused(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	fresh := func(face Face) *Case {
		c := walkAside(t, face, at(t, "2026-03-05 12:00"))
		c.Number = "K-2026-0040"
		return c
	}
	for _, tc := range []struct {
		name, by, want string
		into           func(d *Case) *Case
	}{
		{"into itself", sanne, "error.merge_itself", func(d *Case) *Case { return d }},
		{"into a closed case", sanne, "error.merge_ended", func(*Case) *Case { return fresh(FaceClosed) }},
		{"into a withdrawn case", sanne, "error.merge_ended", func(*Case) *Case { return fresh(FaceWithdrawn) }},
		{"into a duplicate", sanne, "error.duplicate_chain", func(*Case) *Case { return fresh(FaceDuplicate) }},
		{"by the handler", milan, "error.not_allowed", func(*Case) *Case { return fresh(FaceConfirmed) }},
		{"by whom it concerns", joost, "no such case", func(*Case) *Case { return fresh(FaceConfirmed) }},
		{"into a case that is hidden from them", fatima, "error.unknown_case", func(*Case) *Case {
			c := fresh(FaceConfirmed)
			c.About = []string{fatima}
			return c
		}},
		{"into the case of somebody whom this one concerns", sanne, "error.merge_handler", func(*Case) *Case {
			c := fresh(FaceConfirmed)
			c.Handler = joost
			return c
		}},
		{"into one whose answer was approved by somebody whom this one concerns", sanne, "error.correct_decider", func(d *Case) *Case {
			d.About = []string{mees}
			c := walkTo(t, FaceApproved)
			c.Number = "K-2026-0040"
			return c
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := walkTo(t, FaceInProgress)
			into := tc.into(d)
			before := len(d.Events) + len(into.Events)
			if got := textOf(Merge(d, into, "same", member(tc.by), now)); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
			if len(d.Events)+len(into.Events) != before {
				t.Error("something was recorded")
			}
		})
	}
}

// What was answered goes on itself: another case would not owe its rework, ask what the
// customer makes of the answer, or carry out a ruling (KG-21, KG-22, EX-19). It takes in
// the other one instead.
func TestWhatWasAnsweredIsNoDuplicate(t *testing.T) {
	for _, tc := range []struct {
		face Face
		duty string // still owed after the merge the other way
	}{
		{FaceAnswered, DutyFollowUp}, {FaceReopened, DutyRework}, {FaceDispute, DutyRuling}, {FaceRuled, DutyRulingMeasure},
	} {
		t.Run(string(tc.face), func(t *testing.T) {
			now := at(t, "2026-03-20 12:00")
			c, young := walkAside(t, tc.face, now), walkTo(t, FaceConfirmed)
			young.Number = "K-2026-0099"
			before, due := len(c.Events)+len(young.Events), dutyOf(t, c, tc.duty).Due
			if got := textOf(Merge(c, young, "same", member(sanne), now)); got != "error.merge_answered" {
				t.Errorf("merged into a younger one: %q", got)
			}
			if slices.Contains(c.Ends(member(sanne), now), EndDuplicate) || len(c.Events)+len(young.Events) != before {
				t.Error("it is offered, or something was recorded")
			}
			(&walk{t, c}).do("the other way", Merge(young, c, "same", member(sanne), now))
			if d := dutyOf(t, c, tc.duty); !d.Open() || !d.Due.Equal(due) {
				t.Errorf("%s open %v, due %v, want %v", tc.duty, d.Open(), d.Due, due)
			}
		})
	}
}

// What a duplicate promised is owed by itself in a case that was answered before, also
// while it is put right: the answer that would keep it was told already (KG-06).
func TestAPromiseOfADuplicateOutlivesTheAnswer(t *testing.T) {
	for _, face := range []Face{FaceAnswered, FaceReopened} {
		t.Run(string(face), func(t *testing.T) {
			now := at(t, "2026-03-19 12:00")
			c, d := walkAside(t, face, now), walkTo(t, FaceInProgress)
			d.Number = "K-2026-0099"
			n := len(c.Commitments)
			(&walk{t, c}).do("merge", Merge(d, c, "same", member(sanne), now))
			if len(c.Commitments) != n+1 {
				t.Fatalf("%d commitments, want %d", len(c.Commitments), n+1)
			}
			p := c.Promise(n + 1)
			if p.What != "We check the file and call back" || p.When != "2026-03-20" || p.Who != "Milan de Wit" {
				t.Errorf("owed: %+v", p)
			}
			if got := dutyOf(t, c, DutyCommitment); !got.Open() || !got.Due.Equal(at(t, "2026-03-21 00:00")) {
				t.Errorf("due %v, open %v", got.Due, got.Open())
			}
		})
	}
}

// A case on the confidential route takes the other one along, either way.
func TestMergeKeepsWhatIsConfidential(t *testing.T) {
	now := at(t, "2026-03-05 12:00")
	for _, first := range []bool{true, false} {
		d, c := twins(t)
		d.Confidential, c.Confidential = first, !first
		if err := Merge(d, c, "same", member(sanne), now); err != nil {
			t.Fatal(err)
		}
		if !d.Confidential || !c.Confidential {
			t.Errorf("confidential: %v and %v", d.Confidential, c.Confidential)
		}
	}
}

func TestRelate(t *testing.T) {
	now := at(t, "2026-03-05 12:00")
	d, c := twins(t)
	for range 2 { // the second time changes nothing
		if err := Relate(c, d, member(sanne), now); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(c.Related, []string{d.Number}) || !slices.Equal(d.Related, []string{c.Number}) || !c.Open() || !d.Open() {
		t.Errorf("%v and %v", c.Related, d.Related)
	}
	hidden := walkTo(t, FaceConfirmed)
	hidden.Number, hidden.About = "K-2026-0040", []string{fatima}
	if got := textOf(Relate(c, hidden, member(fatima), now)); got != "error.unknown_case" {
		t.Errorf("to a hidden case: %q", got)
	}
}
