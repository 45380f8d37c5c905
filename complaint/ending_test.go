package complaint

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ombud/procedure"
)

// textOf is the id of the first refusal in an error, else its words.
func textOf(err error) string {
	var one *Refusal
	var many Refusals
	switch {
	case errors.As(err, &one):
		return one.Text
	case errors.As(err, &many):
		return many[0].Text
	case err != nil:
		return err.Error()
	}
	return ""
}

func withdrawal(when time.Time) EndForm {
	return EndForm{End: EndWithdrawn, Reason: "Leave it, we found another firm", With: "Anna de Vries", Via: "phone", At: when}
}

// question is one that somebody asked and was answered by telephone.
func question(when time.Time) EndForm {
	return EndForm{End: EndQuestion, Reason: "asked the way", Reply: "second floor, on the left", Via: "phone", At: when}
}

// aside are the ways in which a case ends by a side road, with the face each
// leads to.
func aside(now time.Time) map[Face]func(*Case) error {
	return map[Face]func(*Case) error{
		FaceWithdrawn: func(c *Case) error { return c.EndCase(withdrawal(now), member(sanne), now) },
		FaceNoComplaint: func(c *Case) error {
			return c.EndCase(question(now), member(sanne), now)
		},
		FaceFiledInError: func(c *Case) error { return c.EndCase(EndForm{End: EndInError, Reason: "twice"}, member(sanne), now) },
	}
}

func TestSideRoads(t *testing.T) {
	now := at(t, "2026-03-05 12:00")
	for face, end := range aside(now) {
		t.Run(string(face), func(t *testing.T) {
			c := walkTo(t, FaceConfirmed)
			w := &walk{t, c}
			w.do("end", end(c))
			if c.Open() || c.Face() != face || !c.ClosedAt.Equal(now) {
				t.Fatalf("open %v, face %s, closed %v", c.Open(), c.Face(), c.ClosedAt)
			}
			duties, err := c.Duties()
			w.do("duties", err)
			for _, d := range duties {
				if d.Open() {
					t.Errorf("%s is still owed", d.Kind)
				}
			}
			if wake, err := c.WakeAt(now); err != nil || !wake.Equal(now.Add(undoTime)) {
				t.Errorf("wakes at %v, %v; want when it can no longer be undone", wake, err)
			}
			if _, why, ok := c.Ending(); !ok || why.Text == "" {
				t.Error("no reason is kept")
			}
			if got := textOf(end(c)); got != "error.taken_already" {
				t.Errorf("a second press: %q", got)
			}
			again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
			w.do("undo", again.UndoEnd(member(fatima), now.Add(23*time.Hour)))
			if again.Face() != FaceConfirmed || !again.ClosedAt.IsZero() || dutyIsVoid(t, again, "assign") {
				t.Errorf("undone it is %s, closed %v", again.Face(), again.ClosedAt)
			}
			if got := textOf(again.UndoEnd(member(fatima), now.Add(23*time.Hour))); got != "error.wrong_state" {
				t.Errorf("undone twice: %q", got)
			}
			if got := textOf(c.UndoEnd(member(sanne), now.Add(24*time.Hour))); got != "error.undo_late" {
				t.Errorf("undone after 24 hours: %q", got)
			}
		})
	}
}

func dutyIsVoid(t *testing.T, c *Case, kind string) bool {
	t.Helper()
	d := dutyOf(t, c, kind)
	return d.Void
}

// A question ends with what was answered, how and when (OK-20); without that the case
// stays open, so that nobody loses it.
func TestAQuestionEndsWithItsAnswer(t *testing.T) {
	now := at(t, "2026-03-05 12:00")
	said := at(t, "2026-03-05 11:30")
	for _, tc := range []struct {
		name string
		with func(*EndForm)
		want string
	}{
		{"answered", func(*EndForm) {}, ""},
		{"not answered", func(f *EndForm) { f.Reply = " " }, "reply error.question_reply"},
		{"nobody knows how", func(f *EndForm) { f.Via = "" }, "via error.channel"},
		{"answered before it came", func(f *EndForm) { f.At = at(t, "2026-03-01 11:30") }, "when error.before_receipt"},
		{"to be answered", func(f *EndForm) { f.At = now.Add(time.Minute) }, "when error.future"},
		{"no question", func(f *EndForm) { f.End, f.Reply, f.Via = EndNoComplaint, "", "" }, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, f := walkTo(t, FaceConfirmed), question(said)
			tc.with(&f)
			if got := refusedFor(c.EndCase(f, member(sanne), now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			_, why, ended := c.Ending()
			if ended != (tc.want == "") {
				t.Fatalf("ended: %v", ended)
			}
			if f.End == EndNoComplaint || !ended {
				if why.Reply != nil {
					t.Errorf("it holds %+v", why.Reply)
				}
				return
			}
			if want := (Reply{Text: f.Reply, Via: "phone", At: said.UTC()}); why.Reply == nil || *why.Reply != want {
				t.Errorf("it holds %+v, want %+v", why.Reply, want)
			}
		})
	}
}

// What a procedure keeps from customers is kept out of what they were answered, too.
func TestWordsAreKeptOutOfTheAnswerToAQuestion(t *testing.T) {
	c := walkTo(t, FaceConfirmed)
	c.Procedure.Wording = procedure.Wording{Avoid: []procedure.Avoided{{Word: "problem", Guard: true}}, Also: []string{procedure.InContact}}
	f := question(at(t, "2026-03-05 11:30"))
	f.Reply = "It is no problem"
	if got := refusedFor(c.EndCase(f, member(sanne), at(t, "2026-03-05 12:00"))); got != "reply error.word" {
		t.Errorf("%q", got)
	}
}

// A withdrawal told on Monday and written down on Wednesday keeps both times,
// and ended the case on Wednesday.
func TestAWithdrawalKeepsBothTimes(t *testing.T) {
	c := walkTo(t, FaceInApproval)
	said, now := at(t, "2026-03-12 15:30"), at(t, "2026-03-14 09:00")
	if err := c.Withdraw(withdrawal(said), member(milan), now); err != nil {
		t.Fatal(err)
	}
	e, why, _ := c.Ending()
	if !e.At.Equal(said) || !e.Recorded.Equal(now) || !c.ClosedAt.Equal(now) || why.With != "Anna de Vries" {
		t.Errorf("said %v, recorded %v, ended %v, by %q", e.At, e.Recorded, c.ClosedAt, why.With)
	}
	var kinds []NoticeKind
	for _, n := range c.Notices(e) {
		kinds = append(kinds, n.Kind)
	}
	for _, want := range []NoticeKind{NoticeCard, NoticeLine, NoticeReceipt, NoticeDesk, NoticeApproval, NoticeAsk} {
		if !slices.Contains(kinds, want) {
			t.Errorf("told %v, without %s", kinds, want)
		}
	}
}

func TestWhoMayEndACase(t *testing.T) {
	filed := at(t, "2026-03-05 10:20")
	day := filed.Add(24 * time.Hour)
	for _, tc := range []struct {
		name string
		face Face
		by   string
		now  time.Time
		form EndForm
		want string
	}{
		{"handler withdraws", FaceInProgress, milan, day, withdrawal(filed), ""},
		{"deputy withdraws", FaceInProgress, fatima, day, withdrawal(filed), ""},
		{"filer withdraws", FaceInProgress, lotte, day, withdrawal(filed), "error.not_allowed"},
		{"management withdraws", FaceInProgress, mees, day, withdrawal(filed), "error.not_allowed"},
		{"whoever it concerns withdraws", FaceInProgress, joost, day, withdrawal(filed), "no such case"},
		{"a stranger withdraws", FaceInProgress, "U0OTHER", day, withdrawal(filed), "no such case"},
		{"silence is no withdrawal", FaceInProgress, milan, day, EndForm{End: EndWithdrawn, With: "Anna", Via: "phone", At: filed}, "error.withdrawal_words"},
		{"nobody withdraws", FaceInProgress, milan, day, EndForm{End: EndWithdrawn, Reason: "x", Via: "phone", At: filed}, "error.withdrawal_who"},
		{"withdrawn tomorrow", FaceInProgress, milan, day, withdrawal(day.Add(time.Hour)), "error.future"},
		{"filer errs a second before 24 hours", FaceConfirmed, lotte, day.Add(-time.Second), EndForm{End: EndInError, Reason: "twice"}, ""},
		{"filer errs after 24 hours", FaceConfirmed, lotte, day, EndForm{End: EndInError, Reason: "twice"}, "error.not_allowed"},
		{"filer errs when somebody spoke with the customer", FaceInProgress, lotte, at(t, "2026-03-06 11:00"), EndForm{End: EndInError, Reason: "twice"}, "error.not_allowed"},
		{"officer errs later", FaceApproved, sanne, at(t, "2026-03-20 10:00"), EndForm{End: EndInError, Reason: "twice"}, ""},
		{"officer errs when the customer has an answer", FaceAnswered, sanne, at(t, "2026-03-20 10:00"), EndForm{End: EndInError, Reason: "twice"}, "error.wrong_state"},
		{"handler errs", FaceInProgress, milan, day, EndForm{End: EndInError, Reason: "twice"}, "error.not_allowed"},
		{"without a reason", FaceConfirmed, sanne, day, EndForm{End: EndInError, Reason: " "}, "error.reason_missing"},
		{"a question", FaceConfirmed, fatima, day, question(day), ""},
		{"a question in hand", FaceAssigned, sanne, day, question(day), "error.wrong_state"},
		{"filer calls it a question", FaceConfirmed, lotte, filed, EndForm{End: EndQuestion, Reason: "x"}, "error.not_allowed"},
		{"a forged road", FaceConfirmed, sanne, day, EndForm{End: "elsewhere", Reason: "x"}, "error.end_missing"},
		{"closed already", FaceClosed, sanne, at(t, "2026-03-20 10:00"), EndForm{End: EndInError, Reason: "x"}, "error.taken_already"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			before := len(c.Events)
			if got := textOf(c.EndCase(tc.form, member(tc.by), tc.now)); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
			if recorded := len(c.Events) > before; recorded != (tc.want == "") {
				t.Errorf("recorded: %v", recorded)
			}
		})
	}
}

// A filer may take back their own mistake, nobody else's decision.
func TestWhoMayUndoAnEnd(t *testing.T) {
	now := at(t, "2026-03-05 12:00")
	for _, tc := range []struct{ ended, undoes, want string }{
		{lotte, lotte, ""}, {sanne, lotte, "error.not_allowed"}, {lotte, sanne, ""}, {sanne, fatima, ""},
		{sanne, milan, "no such case"}, {sanne, joost, "no such case"},
	} {
		t.Run(tc.ended+" then "+tc.undoes, func(t *testing.T) {
			c := walkTo(t, FaceConfirmed)
			if err := c.MarkFiledInError("twice", member(tc.ended), now); err != nil {
				t.Fatal(err)
			}
			if got := textOf(c.UndoEnd(member(tc.undoes), now)); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// The form was on its way to the handler when the case ended: once that is
// undone it is sent, and only its arrival starts the clock.
func TestUndoSendsTheFormThatWasOnItsWay(t *testing.T) {
	c := walkTo(t, FaceConfirmed)
	w, now := &walk{t, c}, at(t, "2026-03-05 11:00")
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "process", Deliverers: []string{joost}}, member(sanne), now))
	w.do("end", c.MarkFiledInError("twice", member(sanne), now))
	w.do("arrival", c.Delivered(FormSent, milan, now, now))
	w.do("undo", c.UndoEnd(member(sanne), now))
	notices := c.Notices(c.Events[len(c.Events)-1])
	if last := notices[len(notices)-1]; last.Kind != NoticeDesk || last.OnDelivered != FormSent {
		t.Errorf("last notice %+v, want the form", last)
	}
}

func TestAllowed(t *testing.T) {
	now := at(t, "2026-03-05 12:00")
	for _, tc := range []struct {
		who  string
		face Face
		want []Step
	}{
		{sanne, FaceNew, []Step{StepReadBack, StepClassify, StepAssign, StepContact, StepConsult, StepClose, StepAdd, StepRelate, StepInterest, StepCorrect, StepColleague, StepEnd, StepMeasure, StepHold, StepRepost, StepWhy, StepOpenFile}},
		{lotte, FaceNew, []Step{StepReadBack, StepAdd, StepInterest, StepEnd, StepOpenFile}},
		{milan, FaceInProgress, []Step{StepContact, StepConsult, StepDraft, StepAdd, StepRelate, StepInterest, StepEnd, StepMeasure, StepWhy, StepOpenFile}},
		{mees, FaceInApproval, []Step{StepDraft, StepReview, StepInterest, StepMeasure, StepHold, StepWhy, StepOpenFile}},
		{mees, FaceApproved, []Step{StepWithdraw, StepInterest, StepMeasure, StepHold, StepWhy, StepOpenFile}},
		{milan, FaceApproved, []Step{StepContact, StepConsult, StepDraft, StepDeliver, StepAdd, StepRelate, StepInterest, StepEnd, StepMeasure, StepWhy, StepOpenFile}},
		{sanne, FaceClosed, []Step{StepReopen, StepDispute, StepRelate, StepInterest, StepCorrect, StepColleague, StepMeasure, StepPromises, StepHold, StepErase, StepRepost, StepWhy, StepOpenFile}},
		{joost, FaceInProgress, nil},
		{"U0OTHER", FaceNew, nil},
	} {
		t.Run(tc.who+" at "+string(tc.face), func(t *testing.T) {
			c := walkTo(t, tc.face)
			for _, s := range steps {
				if c.Allows(s.step, member(tc.who), now) != slices.Contains(tc.want, s.step) {
					t.Errorf("%s: not as in the list", s.step)
				}
			}
			if got := c.Allowed(member(tc.who), now); !slices.Equal(got, tc.want) {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
	for face, end := range aside(now) {
		c := walkTo(t, FaceConfirmed)
		if err := end(c); err != nil {
			t.Fatal(err)
		}
		want := []Step{StepRelate, StepInterest, StepCorrect, StepUndo, StepMeasure, StepHold, StepErase, StepRepost, StepWhy, StepOpenFile}
		if face == FaceNoComplaint {
			want = append([]Step{StepAnew}, want...)
		}
		if face == FaceFiledInError {
			want = slices.DeleteFunc(want, func(s Step) bool { return s == StepMeasure })
		}
		if got := c.Allowed(member(sanne), now); !slices.Equal(got, want) {
			t.Errorf("%s: %v", face, got)
		}
		if got := c.More(); !slices.Equal(got, []Step{StepOpenFile, StepAll}) {
			t.Errorf("%s: menu %v", face, got)
		}
	}
}

// pushAside tries one random step of the side roads.
func pushAside(r *rapid.T, c *Case, by Person, now time.Time) error {
	seq := 0
	if len(c.Requests) > 0 {
		seq = lastRequest(c).Seq
	}
	day := now.AddDate(0, 0, 30).Format("2006-01-02")
	switch rapid.IntRange(0, 9).Draw(r, "aside") {
	case 9:
		return c.GoOn("no answer", by, now)
	case 2:
		return c.Reopen("came back", now, by, now)
	case 3:
		return c.AskClose("no reply", by, now)
	case 4:
		return c.Grant(seq, by, now)
	case 5:
		return c.Deny(seq, "ask again", by, now)
	case 6:
		return c.HandOver(DisputeForm{Name: "Committee", Binding: rapid.SampledFrom(Bindings).Draw(r, "binding"), AskedBy: "Anna", At: now, Day: day}, by, now)
	case 7:
		return c.RecordRuling(Ruling{Text: "refund", At: now, Day: rapid.SampledFrom([]string{"", day}).Draw(r, "day"), Nothing: rapid.SampledFrom([]string{"", "paid"}).Draw(r, "nothing")}, by, now)
	case 8:
		return c.CarryOut(now, by, now)
	case 0:
		end := rapid.SampledFrom([]End{EndWithdrawn, EndInError, EndQuestion, EndNoComplaint}).Draw(r, "end")
		return c.EndCase(EndForm{End: end, Reason: "said so", With: "Anna", Reply: "in May", Via: "phone", At: now}, by, now)
	}
	return c.UndoEnd(by, now)
}
