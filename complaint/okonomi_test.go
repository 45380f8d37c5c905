package complaint

import (
	"slices"
	"testing"
	"time"

	"ombud/calendar"
)

// presetCase is a case that nobody filed yet, of a preset in its own country, with the
// roster that a configuration of it may have: no officer where management leads.
func presetCase(t testing.TB, name, zone string) *Case {
	t.Helper()
	p := presetOf(t, name)
	cal, err := calendar.New(calendar.Config{Set: p.Calendar, Zone: zone, First: 2024, Last: 2032})
	if err != nil {
		t.Fatal(err)
	}
	return leads(New("T0FIRM", p, cal, sampleRoster()))
}

// danish is a case of okonomi as Lotte filed it.
func danish(t testing.TB, via string) *walk {
	w := &walk{t, presetCase(t, "okonomi", "Europe/Copenhagen")}
	r := registration(t)
	r.Via, r.Email = via, "anna@example.com"
	if via == "email" || via == "letter" {
		r.Files = []Attachment{{ID: "F1", Name: "besked.pdf", Size: 900}}
	}
	w.do("register", w.c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
	if len(r.Files) > 0 {
		w.do("keep file", w.c.KeepFile("F1", at(t, "2026-03-05 10:21")))
	}
	return w
}

// handled takes it to where the answer may be written.
func (w *walk) handled() {
	w.t.Helper()
	c, t := w.c, w.t
	w.do("acknowledge", c.Acknowledge(Receipt{At: at(t, "2026-03-05 11:00"), Via: "email", Said: "Vi har modtaget din klage."}, member(sanne), at(t, "2026-03-05 11:00")))
	w.do("assign", c.Assign(Assignment{Handler: sanne, Name: "Sanne Bakker", Title: "klageansvarlig", Why: "officer"}, member(sanne), at(t, "2026-03-05 11:05")))
}

// hear notes a consultation with who received the complaint, who says that she was heard.
func hear(c *Case, now time.Time) error {
	if err := c.Consult(Consultation{With: lotte, At: now, Said: "She was promised September"}, member(sanne), now); err != nil {
		return err
	}
	return c.ConfirmHeard(len(c.Events), member(lotte), now)
}

func inWriting() Draft {
	d := draft()
	d.Form, d.Reasons = "email", "The accounts were promised for September."
	d.Facts = "Milan found the file unread since June."
	return d
}

// A case of okonomi goes from filing to closing with what its procedure asks
// for and our own question afterwards: no read-back, no approval.
func TestOkonomiFromFilingToClosing(t *testing.T) {
	w := danish(t, "phone")
	c, now := w.c, at(t, "2026-03-09 12:00")
	if c.Face() != FaceNew {
		t.Fatalf("filed, it is %s", c.Face())
	}
	if next, _ := c.Next(); next != StepAck {
		t.Errorf("first comes %s, want the confirmation (OK-09)", next)
	}
	w.handled()
	if c.Face() != FaceInProgress {
		t.Fatalf("assigned, it is %s: there is no first contact to wait for", c.Face())
	}
	if next, _ := c.Next(); next != StepConsult {
		t.Errorf("next is %s, want the talk with who received it (OK-13)", next)
	}
	if err := c.Prepare(Draft{Answer: inWriting().Answer, Form: "email", Outcome: "upheld", Ask: true}, member(sanne), now); !slices.Contains(said(err), "said error.consult_missing") {
		t.Errorf("an answer without the receiver: %v", err)
	}
	w.do("consult", c.Consult(Consultation{With: lotte, At: now, Said: "She was promised September"}, member(sanne), now))
	if got := refusedFor(c.Prepare(inWriting(), member(sanne), now)); got != "ask error.consult_unconfirmed" {
		t.Errorf("an answer before the receiver says that she was heard: %q", got)
	}
	w.do("hear", c.ConfirmHeard(len(c.Events), member(lotte), now))
	w.do("draft", c.Prepare(inWriting(), member(sanne), now))
	if c.Face() != FaceApproved {
		t.Fatalf("the answer is %s; nobody has to approve it", c.Face())
	}
	w.do("deliver", c.Deliver(Delivery{At: now, Via: "email"}, member(sanne), now))
	if c.Face() != FaceAnswered {
		t.Fatalf("answered, it is %s", c.Face())
	}
	if d := dutyOf(t, c, DutyFollowUp); !d.House || !d.Due.Equal(at(t, "2026-03-17 00:00")) || !slices.Equal(c.Owners(&d, now), []string{lotte}) {
		t.Errorf("%v ask by %s, ours %v", c.Owners(&d, now), d.Due.In(c.Zone()), d.House)
	}
	if got := refusalOf(c.Close(Report{}, member(sanne), now)); got != "error.close_blocked" {
		t.Errorf("closed before the customer was asked: %q", got)
	}
	w.do("ask", c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: now, Via: "phone", Note: "The fine is not back"}, member(lotte), now))
	if d := dutyOf(t, c, "rework"); !d.House || !d.Due.Equal(at(t, "2026-03-17 00:00")) || c.Face() != FaceReopened {
		t.Errorf("not satisfied, it is %s until %s", c.Face(), d.Due.In(c.Zone()))
	}
	if next, _ := c.Next(); next != StepConsult {
		t.Errorf("put right, next is %s, want the talk with who received it (OK-13)", next)
	}
	w.do("hear", hear(c, now))
	w.do("draft", c.Prepare(inWriting(), member(sanne), now))
	w.do("deliver", c.Deliver(Delivery{At: now, Via: "email"}, member(sanne), now))
	w.do("ask", c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, member(lotte), now))
	if c.Face() != FaceReady {
		t.Fatalf("satisfied, it is %s", c.Face())
	}
	w.do("close", c.Close(Report{NoMeasure: "once only"}, member(sanne), now))
	if day, ok := c.KeepUntil(); !ok || day.String() != "2028-03-09" {
		t.Errorf("kept until %v %v", day, ok)
	}
	duties, err := c.Duties()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range duties {
		if d.Open() && d.Kind != DutyCommitment { // what was promised outlives the case
			t.Errorf("%s is still owed", d.Kind)
		}
	}
}

// Where a procedure asks nobody afterwards, the answer is what settles the case.
func TestWithoutAFollowUpTheAnswerSettles(t *testing.T) {
	c := unasked(t)
	c.Procedure.FollowUp.Required = false
	w, now := &walk{t, c}, at(t, "2026-03-09 12:00")
	w.do("deliver", c.Deliver(Delivery{At: now, Via: "email"}, member(sanne), now))
	if got := closing(t, c, 1); c.Face() != FaceReady || got != "officer by 03-17 00:00, open true, void false" {
		t.Errorf("answered, it is %s and owes %q", c.Face(), got)
	}
	w.do("close", c.Close(Report{}, member(sanne), now))
}

// The dates are those of the Danish calendar, from the receipt (OK-10, OK-16).
func TestOkonomiDueDates(t *testing.T) {
	for _, tc := range []struct{ received, ack, answer string }{
		{"2026-03-05 10:00", "2026-03-10 00:00", "2026-04-08 00:00"}, // Maundy Thursday to Easter Monday in between
		{"2026-04-01 16:00", "2026-04-09 00:00", "2026-04-30 00:00"},
		{"2026-06-04 12:00", "2026-06-10 00:00", "2026-07-03 00:00"}, // 5 June is closed
		{"2026-12-24 10:00", "2026-12-30 00:00", "2027-01-22 00:00"},
	} {
		c := presetCase(t, "okonomi", "Europe/Copenhagen")
		r := registration(t)
		r.ReceivedAt = at(t, tc.received)
		if err := c.Register(r, member(lotte), r.ReceivedAt.Add(20*time.Minute)); err != nil {
			t.Fatal(err)
		}
		if d := dutyOf(t, c, DutyConfirm); !d.Due.Equal(at(t, tc.ack)) || d.House {
			t.Errorf("received %s: confirm by %s, want %s", tc.received, d.Due.In(c.Zone()), tc.ack)
		}
		if d := dutyOf(t, c, "decision"); !d.Due.Equal(at(t, tc.answer)) || !d.House {
			t.Errorf("received %s: answer by %s, want %s as a house rule", tc.received, d.Due.In(c.Zone()), tc.answer)
		}
	}
}

// An answer in a conversation is the exception: the officer's alone, with the
// reason, and with a note of what was said (OK-14, OK-15).
func TestOkonomiAnswersInWriting(t *testing.T) {
	now := at(t, "2026-03-09 12:00")
	ready := func(handler string) *Case {
		w := danish(t, "phone")
		w.handled()
		if handler != sanne {
			w.do("reassign", w.c.Assign(Assignment{Handler: handler, Name: "Fatima", Title: "stedfortræder", Why: "other", WhyText: "knows her"}, member(sanne), now))
		}
		w.do("consult", hear(w.c, now))
		return w.c
	}
	spoken := func(why string) Draft {
		d := inWriting()
		d.Form, d.OralWhy = "phone", why
		return d
	}
	for _, tc := range []struct {
		name, by string
		d        Draft
		want     []string
	}{
		{"in writing by who stands in", fatima, inWriting(), nil},
		{"spoken, by who stands in", fatima, spoken("she cannot read it"), []string{"form error.spoken_by"}},
		{"spoken, without a reason", sanne, spoken(" "), []string{"oral_why error.spoken_reason"}},
		{"spoken, by the officer with a reason", sanne, spoken("she cannot read it"), nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := said(ready(fatima).Prepare(tc.d, member(tc.by), now)); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
		})
	}
	kept := spoken("")
	kept.Ask = false
	if err := ready(fatima).Prepare(kept, member(fatima), now); err != nil {
		t.Errorf("a draft is refused: %v", err)
	}

	c := ready(sanne)
	w := &walk{t, c}
	w.do("draft", c.Prepare(spoken("she cannot read it"), member(sanne), now))
	if got := said(c.Deliver(Delivery{At: now, Via: "phone"}, member(sanne), now)); !slices.Equal(got, []string{"said error.spoken_note"}) {
		t.Errorf("nothing noted of what was said: %v", got)
	}
	w.do("deliver", c.Deliver(Delivery{At: now, Via: "phone", Said: "We refund the fine"}, member(sanne), now))
	if note := c.Note(find(t, c, Told)); note.Said != "We refund the fine" {
		t.Errorf("kept of the conversation: %+v", note)
	}
	c = ready(sanne)
	w = &walk{t, c}
	w.do("draft", c.Prepare(inWriting(), member(sanne), now))
	if got := said(c.Deliver(Delivery{At: now, Via: "meeting", Said: "x"}, member(sanne), now)); !slices.Equal(got, []string{"via error.spoken_instead"}) {
		t.Errorf("a talk in the place of the letter: %v", got)
	}
}

// Only the officer and who stands in handle (roles of the procedure), and never
// when it is about them.
func TestOkonomiIsHandledByItsOfficer(t *testing.T) {
	c, now := danish(t, "phone").c, at(t, "2026-03-05 12:00")
	if got := c.Handlers(now); !slices.Equal(got, []string{sanne, fatima}) {
		t.Errorf("may handle: %v", got)
	}
	if got := said(c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviser", Why: "officer"}, member(sanne), now)); !slices.Equal(got, []string{"handler error.outsider_handler"}) {
		t.Errorf("another handler: %v", got)
	}
	about := presetCase(t, "okonomi", "Europe/Copenhagen")
	r := registration(t)
	r.About = []string{sanne}
	if err := about.Register(r, member(lotte), now); err != nil {
		t.Fatal(err)
	}
	if got := about.Handlers(now); !slices.Equal(got, []string{fatima}) {
		t.Errorf("about the officer, it may be handled by %v", got)
	}
}

// A mail is forwarded as it came, a letter scanned; a talk is described with how
// to reach who complains (OK-06, OK-07, OK-08).
func TestOkonomiKeepsWhatCame(t *testing.T) {
	pdf, mail := Attachment{ID: "F1", Name: "brev.pdf", Size: 9}, Attachment{ID: "F2", Name: "klage.eml", Size: 9}
	for _, tc := range []struct {
		name, via string
		change    func(*Registration)
		want      []string
	}{
		{"mail alone", "email", func(*Registration) {}, []string{"files error.original_missing"}},
		{"mail with the message", "email", func(r *Registration) { r.Files = []Attachment{mail} }, nil},
		{"letter without a scan", "letter", func(r *Registration) { r.Files = []Attachment{mail} }, []string{"files error.letter_scan"}},
		{"letter with its scan", "letter", func(r *Registration) { r.Files = []Attachment{pdf} }, nil},
		{"talk", "oral", func(*Registration) {}, nil},
		{"talk without how to reach", "oral", func(r *Registration) { r.Phone, r.Email = "", "" }, []string{"phone error.no_contact"}},
		{"talk without a word", "oral", func(r *Registration) { r.Story = "" }, []string{"story error.story_short"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := registration(t)
			r.Via = tc.via
			tc.change(&r)
			err := presetCase(t, "okonomi", "Europe/Copenhagen").Register(r, member(lotte), at(t, "2026-03-05 10:20"))
			if got := said(err); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
		})
	}
}

// Where the file lies in the company's own archive is asked for when the
// procedure wants that, and shown nowhere else (KG-09, PK-17).
func TestClosingNamesTheArchive(t *testing.T) {
	c := walkTo(t, FaceReady)
	c.Procedure.Close.Archive = true
	report, now := Report{Handling: "Refunded", Lesson: "Plan earlier", Archive: " "}, at(t, "2026-03-18 12:00")
	if got := said(c.Close(report, member(sanne), now)); !slices.Equal(got, []string{"archive error.archive_missing"}) {
		t.Errorf("refused with %v", got)
	}
	report.Archive = " map 12 "
	if err := c.Close(report, member(sanne), now); err != nil {
		t.Fatal(err)
	}
	if got := c.Report(find(t, c, CaseClosed)); got.Archive != "map 12" || got.Handling != "Refunded" || got.Lesson != "Plan earlier" {
		t.Errorf("kept %+v", got)
	}
}
