package complaint

import (
	"errors"
	"slices"
	"testing"
	"time"
)

func addition() Addition {
	a := Addition{Source: "V1/0"}
	a.Story, a.Files = "She also paid for a second adviser.", []Attachment{{ID: "F2", Name: "invoice.pdf", Size: 10}}
	return a
}

func TestAddInformation(t *testing.T) {
	now := at(t, "2026-03-05 12:00")
	for _, tc := range []struct {
		name, want string
		face       Face
		by         string
		change     func(*Addition)
	}{
		{name: "filer", face: FaceNew, by: lotte},
		{name: "officer, late in the case", face: FaceAnswered, by: sanne},
		{name: "handler", face: FaceAssigned, by: milan},
		{name: "words only", face: FaceNew, by: lotte, change: func(a *Addition) { a.Files = nil }},
		{name: "a file only", face: FaceNew, by: lotte, change: func(a *Addition) { a.Story = " " }},
		{name: "nothing", face: FaceNew, by: lotte, want: "story error.addition_empty", change: func(a *Addition) { a.Story, a.Files = " \n", nil }},
		{name: "a program", face: FaceNew, by: lotte, want: "files error.file_type", change: func(a *Addition) { a.Files[0].Name = "run.exe" }},
		{name: "closed", face: FaceClosed, by: sanne, want: " error.wrong_state"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, a := walkTo(t, tc.face), addition()
			if tc.change != nil {
				tc.change(&a)
			}
			before := len(c.Events)
			err := c.AddInformation(a, member(tc.by), now)
			if tc.want == "" && (err != nil || len(c.Events) != before+1) || tc.want != "" && !slices.Equal(said(err), []string{tc.want}) {
				t.Errorf("%v, %d events more", err, len(c.Events)-before)
			}
		})
	}
	for _, stranger := range []string{joost, "U0OTHER"} {
		c := walkTo(t, FaceAssigned)
		if err := c.AddInformation(addition(), member(stranger), now); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", stranger, err)
		}
	}
}

// What was read back stays approved: an addition stands beside the story.
func TestAdditionVoidsNoApproval(t *testing.T) {
	c, now := walkTo(t, FaceConfirmed), at(t, "2026-03-05 12:00")
	story, hash := c.Filing().Story, c.TextHash
	for range 3 { // the same window, sent again
		if err := c.AddInformation(addition(), member(lotte), now); err != nil {
			t.Fatal(err)
		}
	}
	if c.Face() != FaceConfirmed || c.Filing().Story != story || c.TextHash != hash {
		t.Errorf("now %s, story %q", c.Face(), c.Filing().Story)
	}
	if files := c.Attachments(); len(files) != 1 || files[0].ID != "F2" {
		t.Errorf("attachments %+v", files)
	}
	e := c.Events[len(c.Events)-1]
	if e.Kind != Added || c.Added(e).Story == "" {
		t.Errorf("last event %+v", e)
	}
	var kinds []NoticeKind
	for _, n := range c.Notices(e) {
		kinds = append(kinds, n.Kind)
	}
	if want := []NoticeKind{NoticeCard, NoticeLine, NoticeReceipt, NoticeFile}; !slices.Equal(kinds, want) {
		t.Errorf("tells %v, want %v", kinds, want)
	}
}

// A case whose added file is still on its way cannot close.
func TestAdditionHoldsClosingUntilItsFileIsSettled(t *testing.T) {
	c := walkTo(t, FaceReady)
	now := at(t, "2026-03-18 11:30")
	if err := c.AddInformation(addition(), member(sanne), now); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(Report{Handling: "done"}, member(sanne), now); err == nil {
		t.Error("closed with a file on its way")
	}
	if err := errors.Join(c.KeepFile("F2", now), c.Close(Report{Handling: "done"}, member(sanne), now)); err != nil {
		t.Error(err)
	}
}

func TestFreshlyFiled(t *testing.T) {
	c := walkTo(t, FaceNew) // filed 5 March 10:20
	for when, want := range map[string]bool{"2026-03-05 10:20": true, "2026-03-06 10:19": true, "2026-03-06 10:20": false} {
		if got := c.FreshlyFiled(at(t, when)); got != want {
			t.Errorf("%s: %v", when, got)
		}
	}
	if !c.FreshlyFiled(at(t, "2026-03-06 10:20").Add(-time.Millisecond)) {
		t.Error("the last millisecond counts")
	}
}

// The filer's form is for a day; later an addition is for whoever works on the
// case. What they file a second time may be added at any time.
func TestTheFilersFormIsForADay(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	late := c.FreshUntil()
	if err := c.MayAddNow(member(lotte), late.Add(-time.Second)); err != nil {
		t.Error(err)
	}
	if err := c.MayAddNow(member(lotte), late); !slices.Equal(said(err), []string{" error.fresh_over"}) {
		t.Errorf("too late: %v", err)
	}
	if err := c.MayEnd(member(lotte), late); !slices.Equal(said(err), []string{" error.fresh_over"}) {
		t.Errorf("a mistake, too late: %v", err)
	}
	if err := c.MayEnd(member(lotte), late.Add(-time.Second)); err != nil {
		t.Errorf("a mistake, in time: %v", err)
	}
	co := walkTo(t, FaceAssigned) // who never had the day is told nothing of it
	co.Handler = mees
	if err := co.MayAddNow(member("U0OTHER"), late); err == nil || slices.Equal(said(err), []string{" error.fresh_over"}) {
		t.Errorf("somebody else: %v", err)
	}
	for _, by := range []string{sanne, fatima, milan} {
		if err := c.MayAddNow(member(by), late); err != nil {
			t.Errorf("%s: %v", by, err)
		}
	}
	if err := c.MayAdd(member(lotte), late); err != nil {
		t.Error(err)
	}
}

// A second complaint of the same matter may name people: they are kept out
// from then on, or it must become a case of its own.
func TestSecondComplaintNamesPeople(t *testing.T) {
	now := at(t, "2026-03-06 12:00")
	for _, tc := range []struct {
		name, want string
		change     func(*Addition)
		out        []string
	}{
		{name: "a colleague", change: func(a *Addition) { a.About = []string{fatima} }, out: []string{fatima, joost}},
		{name: "who delivered it, known already", change: func(a *Addition) { a.Deliverers = []string{joost} }, out: []string{joost}},
		{name: "the one who adds", change: func(a *Addition) { a.Interested = true }, out: []string{joost, lotte}},
		{name: "the handler", want: " error.add_apart", change: func(a *Addition) { a.About = []string{milan} }, out: []string{joost}},
		{name: "everybody who leads", want: " error.add_apart", change: func(a *Addition) { a.About = []string{sanne, fatima, mees} }, out: []string{joost}},
		{name: "discrimination", want: " error.add_apart", change: func(a *Addition) { a.Nature = "discrimination" }, out: []string{joost}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, a := walkTo(t, FaceAssigned), addition()
			tc.change(&a)
			before := len(c.Events)
			err := c.AddInformation(a, member(lotte), now)
			if tc.want == "" && err != nil || tc.want != "" && !slices.Equal(said(err), []string{tc.want}) {
				t.Errorf("%v", err)
			}
			if tc.want != "" && len(c.Events) != before {
				t.Error("a refused addition left something")
			}
			if got := c.Involved(); !slices.Equal(got, tc.out) {
				t.Errorf("kept out %v, want %v", got, tc.out)
			}
		})
	}
}
