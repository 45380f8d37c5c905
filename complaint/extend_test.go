package complaint

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/calendar"
)

func TestConsultation(t *testing.T) {
	now := at(t, "2026-03-09 12:00")
	c := inHand(t)
	d := draft()
	d.Reasons = "the file lay unread"
	if got := refusedFor(c.Prepare(d, member(milan), now)); got != "said error.consult_missing" {
		t.Fatalf("an answer without advice: %q", got)
	}
	if next, _ := c.Next(); next != StepConsult {
		t.Errorf("next is %s", next)
	}
	f := Consultation{With: lotte, At: now, Said: "she was promised September"}
	for _, tc := range []struct {
		name, want string
		by         Person
		change     func(*Consultation)
	}{
		{"by the filer", "error.not_allowed", member(lotte), func(*Consultation) {}},
		{"with oneself", "with error.consult_with", member(milan), func(f *Consultation) { f.With = milan }},
		{"with nobody", "with error.consult_with", member(milan), func(f *Consultation) { f.With = "" }},
		{"nothing said", "said error.consult_said", member(milan), func(f *Consultation) { f.Said = " " }},
		{"tomorrow", "when error.future", member(milan), func(f *Consultation) { f.At = now.Add(time.Hour) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			bad := f
			tc.change(&bad)
			if got := refusedFor(c.Consult(bad, tc.by, now)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
	w := &walk{t, c}
	other := f
	other.With = fatima
	w.do("ask somebody else", c.Consult(other, member(milan), now))
	if c.ConsultMissing(milan, now) != RoleFiler {
		t.Error("any advice will do")
	}
	impossible := f
	impossible.Impossible, impossible.Said = true, "left the company"
	w.do("ask the filer", c.Consult(impossible, member(milan), now))
	w.do("answer", c.Prepare(d, member(milan), now))
}

func TestExtension(t *testing.T) {
	c := inHand(t)
	w := &walk{t, c}
	now := at(t, "2026-03-10 12:00")
	form := ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill", Internal: "she is on leave"}
	w.do("ask", c.Extend(form, member(milan), now))
	if d := dutyOf(t, c, "decision"); !d.Due.Equal(at(t, "2026-04-03 00:00")) {
		t.Errorf("asking moved the date to %v", d.Due)
	}
	if got := refusedFor(c.Extend(form, member(milan), now)); got != "error.extension_waits" {
		t.Errorf("asked twice: %q", got)
	}
	if got := refusedFor(c.AgreeExtension(1, member(milan), now)); got != "error.own_request" {
		t.Errorf("agrees with themselves: %q", got)
	}
	w.do("agree", c.AgreeExtension(1, member(sanne), now))
	if got := refusedFor(c.RefuseExtension(1, "no", member(fatima), now)); got != "error.not_allowed" {
		t.Errorf("the deputy, who is not asked: %q", got)
	}
	if got := refusedFor(c.RefuseExtension(1, "no", member(sanne), now)); got != "error.already_decided" {
		t.Errorf("decided twice: %q", got)
	}
	if d := dutyOf(t, c, "decision"); !d.Due.Equal(at(t, "2026-04-03 00:00")) {
		t.Errorf("agreement moved the date to %v: it holds once the customer was told", d.Due)
	}
	w.do("tell", c.Extend(ExtensionForm{Via: "phone", At: at(t, "2026-03-26 09:00")}, member(milan), at(t, "2026-03-26 10:00")))
	d := dutyOf(t, c, "decision")
	if !d.Due.Equal(at(t, "2026-04-21 00:00")) || !cmp.Equal(d.Was, []time.Time{at(t, "2026-04-03 00:00").UTC()}, cmp.Comparer(time.Time.Equal)) {
		t.Errorf("due %v, was %v", d.Due, d.Was)
	}
	if x := c.Extensions[0]; x.Late || c.Delay(&x).Reason != form.Reason { // 26 March is the last day to tell
		t.Errorf("late %v, reason %q", x.Late, c.Delay(&x).Reason)
	}
	if got := refusedFor(c.Extend(form, member(sanne), at(t, "2026-03-26 11:00"))); got != "error.extension_used" {
		t.Errorf("a second time: %q", got)
	}
}

// extended asks for a later day, has it agreed and tells the customer.
func (w *walk) extended(f ExtensionForm, by, agrees string, now time.Time) {
	w.t.Helper()
	w.do("ask for more time", w.c.Extend(f, member(by), now))
	w.do("agree to it", w.c.AgreeExtension(len(w.c.Extensions), member(agrees), now))
	w.do("tell the customer", w.c.Extend(ExtensionForm{Via: f.Via, At: f.At}, member(by), now))
}

// Where nobody's agreement is needed, whoever asks has told the customer already.
func TestExtensionWithoutAgreement(t *testing.T) {
	now := at(t, "2026-03-10 12:00")
	form := ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill", Via: "phone", At: now}
	for _, tc := range []struct {
		name, want string
		change     func(*ExtensionForm)
	}{
		{"told", "", func(*ExtensionForm) {}},
		{"not told", "via error.channel", func(f *ExtensionForm) { f.Via = "" }},
		{"told before it came in", "when error.before_receipt", func(f *ExtensionForm) { f.At = at(t, "2026-03-05 09:00") }},
		{"no reason", "reason error.extension_reason", func(f *ExtensionForm) { f.Reason = "" }},
		{"a word for a reason", "reason error.extension_reason", func(f *ExtensionForm) { f.Reason = "busy" }},
		{"a character too few", "reason error.extension_reason", func(f *ExtensionForm) { f.Reason = "iemand is zîek" }},
		{"just enough", "", func(f *ExtensionForm) { f.Reason = "iemand is zîek." }},
		{"no day", "day error.extension_day", func(f *ExtensionForm) { f.Day = "" }},
		{"the day it stands at", "day error.extension_early", func(f *ExtensionForm) { f.Day = "2026-04-02" }},
		{"the last day allowed", "", func(f *ExtensionForm) { f.Day = "2026-04-30" }},
		{"a day too far", "day error.extension_far", func(f *ExtensionForm) { f.Day = "2026-05-01" }},
		{"a holiday, of which the form warns", "", func(f *ExtensionForm) { f.Day = "2026-04-06" }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, f := inHand(t), form
			c.Procedure.Extend.Agreement = ""
			tc.change(&f)
			if got := refusedFor(c.Extend(f, member(sanne), now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if day, err := calendar.ParseDay(f.Day); tc.want == "" && (err != nil || !dutyOf(t, c, "decision").Due.Equal(day.End(c.Zone()))) {
				t.Errorf("due %v, want the end of %s", dutyOf(t, c, "decision").Due, f.Day)
			}
		})
	}
	late := inHand(t)
	late.Procedure.Extend.Agreement = ""
	form.At = at(t, "2026-03-27 09:00")
	if err := late.Extend(form, member(sanne), at(t, "2026-03-27 10:00")); err != nil || !late.Extensions[0].Late {
		t.Errorf("told a day late: %v, %+v", err, late.Extensions)
	}
	if d := dutyOf(t, late, "decision"); !d.Due.Equal(at(t, "2026-04-03 00:00")) {
		t.Errorf("told a day late, the answer is due %v, want the day it was due before", d.Due)
	}
	if got := refusedFor(walkTo(t, FaceInProgress).Extend(form, member(sanne), at(t, "2026-03-27 10:00"))); got != "error.wrong_state" {
		t.Errorf("where the procedure has none: %q", got)
	}
}

func TestARefusedExtensionMayBeAskedAgain(t *testing.T) {
	c := inHand(t)
	w := &walk{t, c}
	now := at(t, "2026-03-10 12:00")
	form := ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill"}
	w.do("ask", c.Extend(form, member(milan), now))
	if got := refusedFor(c.RefuseExtension(1, "", member(sanne), now)); got != "reason error.reason_missing" {
		t.Errorf("without a reason: %q", got)
	}
	w.do("refuse", c.RefuseExtension(1, "find another expert", member(sanne), now))
	w.do("ask again", c.Extend(form, member(milan), now))
	if len(c.Extensions) != 2 || c.Pending() == nil {
		t.Errorf("%+v", c.Extensions)
	}
}

// More time that is not needed any more, or to another day, is given up as long as the
// customer knows nothing of it: who decided reads so, nothing is owed for it, and another
// day may be asked for.
func TestMoreTimeIsGivenUp(t *testing.T) {
	for _, agreed := range []bool{false, true} {
		w := dutch(t)
		c, now := w.c, at(t, "2026-03-17 13:00")
		w.talked()
		w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-09 11:00")))
		if c.Allows(StepKeepDay, member(milan), now) {
			t.Error("given up before it was asked for")
		}
		w.do("ask", c.Extend(ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek"}, member(milan), now.Add(-time.Hour)))
		if agreed {
			w.do("agree", c.AgreeExtension(1, member(mees), now))
		}
		if got := refusedFor(c.KeepDay(" ", member(milan), now)); got != "reason error.reason_missing" {
			t.Errorf("without a reason: %q", got)
		}
		if c.Allows(StepKeepDay, member(lotte), now) {
			t.Error("whoever filed the case gives it up")
		}
		w.do("give up", c.KeepDay("de deskundige is er weer", member(milan), now.Add(time.Hour)))
		duties, err := c.Duties()
		must(t, err)
		for _, d := range duties {
			if d.Open() && (d.Kind == "decide_extension" || d.Kind == "tell_extension") {
				t.Errorf("agreed %v: %s is owed", agreed, d.Kind)
			}
		}
		if got := refusedFor(c.AgreeExtension(1, member(mees), now.Add(2*time.Hour))); got != "error.already_decided" {
			t.Errorf("decided on afterwards: %q", got)
		}
		told := map[string]bool{}
		for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
			told[string(n.Kind)+n.To] = true
		}
		if !told[string(NoticeDelayAsk)+mees] {
			t.Errorf("who decides is not told: %v", told)
		}
		w.do("ask for another day", c.Extend(ExtensionForm{Day: "2026-04-24", Reason: "een ander onderzoek"}, member(milan), now.Add(3*time.Hour)))
		if x := c.Pending(); x == nil || x.Day != "2026-04-24" || c.ExtendedTimes() != 0 {
			t.Errorf("asked again: %+v", x)
		}
	}
}

func TestAMessageGoesIntoTheFileOnce(t *testing.T) {
	c := walkTo(t, FaceClosed)
	x := Excerpt{Text: "she called again", Author: milan, At: at(t, "2026-03-18 10:00"), Link: "https://slack.example/1", Source: "C1:1"}
	now := at(t, "2026-03-19 12:00")
	if err := c.AddNote(x, member(sanne), now); err != nil {
		t.Fatal(err)
	}
	e := c.Events[len(c.Events)-1]
	if n := c.Note(e); n.Text != x.Text || n.Link != x.Link || !e.At.Equal(x.At) || e.Data.User != milan {
		t.Errorf("kept %+v of %+v", n, e)
	}
	for want, err := range map[string]error{
		"error.excerpt_known":      c.AddNote(x, member(lotte), now),
		"text error.excerpt_empty": c.AddNote(Excerpt{Source: "C1:2"}, member(sanne), now),
		"no such case":             c.AddNote(x, member(joost), now),
	} {
		if got := refusedFor(err); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	open := walkTo(t, FaceInProgress)
	contact := ContactForm{At: x.At, Via: "chat", Reached: true, Quoted: &Quoted{Source: "C1:3"}}
	if err := open.LogContact(contact, member(milan), now); err != nil {
		t.Fatal(err)
	}
	if got := refusedFor(open.LogContact(contact, member(sanne), now)); got != "error.excerpt_known" {
		t.Errorf("the same message as a contact twice: %q", got)
	}
}

func TestFilesOfAContact(t *testing.T) {
	c := walkTo(t, FaceInProgress)
	f := ContactForm{At: at(t, "2026-03-09 10:00"), Via: "email", Reached: true, Files: []Attachment{{ID: "F9", Name: "mail.eml", Size: 9}}}
	if err := c.LogContact(f, member(milan), at(t, "2026-03-09 10:05")); err != nil {
		t.Fatal(err)
	}
	e := c.Events[len(c.Events)-1]
	var fetched []string
	for _, n := range c.Notices(e) {
		if n.Kind == NoticeFile {
			fetched = append(fetched, n.Ref)
		}
	}
	if !cmp.Equal(fetched, []string{"F9"}) || len(c.Attachments()) != 1 || c.Uploader("F9") != milan || c.Uploader("F1") != lotte {
		t.Errorf("fetched %v, attachments %v", fetched, c.Attachments())
	}
	f.Files[0].Size = MaxFile + 1
	if got := refusedFor(c.LogContact(f, member(milan), at(t, "2026-03-09 10:06"))); got != "files error.file_big" {
		t.Errorf("too big: %q", got)
	}
}

func TestWhyThisPerson(t *testing.T) {
	c := walkTo(t, FaceConfirmed)
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleProcessOwner, User: milan})
	for user, want := range map[string]string{"": "", sanne: "officer", milan: "process", fatima: "officer", joost: "other"} {
		if got := c.WhyOf(user, at(t, "2026-03-05 12:00")); got != want {
			t.Errorf("%s: %q, want %q", user, got, want)
		}
	}
}

// Four eyes: nobody agrees with a later day of their own, whatever their role; who
// decides is told and reminded, and agrees with that day and those reasons only.
func TestAnExtensionTakesFourEyes(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	form := ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek"}
	for _, tc := range []struct {
		name    string
		by      string
		away    []string // not there to decide: involved
		able    []string
		refused string
	}{
		{"the handler asks", milan, nil, []string{sanne, mees}, ""},
		{"one of management asks", sanne, nil, []string{mees}, ""},
		{"the other of management is involved", sanne, []string{mees}, nil, "reason error.no_approver"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			c := w.c
			w.talked()
			w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), now))
			c.Interested = tc.away
			if got := refusedFor(c.Extend(form, member(tc.by), now)); got != tc.refused {
				t.Fatalf("%q, want %q", got, tc.refused)
			}
			if tc.refused != "" {
				return
			}
			d := dutyOf(t, c, DutyDecideDelay)
			if x := c.Pending(); !slices.Equal(c.Deciders(x, now), tc.able) || !slices.Equal(c.Recipients(&d, "", now), tc.able) || !d.Open() {
				t.Errorf("%v decide, %v are reminded, owed %v", c.Deciders(x, now), c.Recipients(&d, "", now), d.Open())
			}
			if got := refusedFor(c.AgreeExtension(1, member(tc.by), now)); got != "error.own_request" {
				t.Errorf("agrees with themselves: %q", got)
			}
			entry := c.Extensions[0].entry
			was := c.Entries[entry]
			c.Entries[entry] = []byte(`{"reason":"another reason"}`)
			if err := c.AgreeExtension(1, member(mees), now); !errors.Is(err, ErrConflict) {
				t.Errorf("agreed with other words: %v", err)
			}
			c.Entries[entry] = was
			w.do("agree", c.AgreeExtension(1, member(mees), now))
			if e := c.Events[len(c.Events)-1]; e.Data.Hash == "" || e.Data.Hash != find(t, c, ExtensionAsked).Data.Hash {
				t.Errorf("bound to %q", e.Data.Hash)
			}
			if d := dutyOf(t, c, DutyDecideDelay); d.Open() {
				t.Error("decided, it is still owed")
			}
		})
	}
}

// That the customer is told of what was agreed is owed by who handles the case, within a
// business day and no later than three weeks after the receipt: agreed and not told, more
// time is nobody's and cures nothing (KG-28).
func TestMoreTimeThatWasAgreedIsToBeTold(t *testing.T) {
	for _, tc := range []struct{ name, agreed, due, told, done string }{
		{"a business day", "2026-03-17 13:00", "2026-03-19 00:00", "2026-03-18 09:00", "2026-03-18 09:00"},
		{"not told", "2026-03-17 13:00", "2026-03-19 00:00", "", ""},
		{"on the last day", "2026-03-27 13:00", "2026-03-28 00:00", "2026-03-27 16:00", "2026-03-27 16:00"},
		{"after it", "2026-03-30 13:00", "2026-04-01 00:00", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, agreed := dutch(t), at(t, tc.agreed)
			c := w.c
			w.talked()
			w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-09 11:00")))
			w.do("ask", c.Extend(ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek"}, member(milan), agreed.Add(-time.Hour)))
			w.do("agree", c.AgreeExtension(1, member(mees), agreed))
			check := func() {
				t.Helper()
				d := dutyOf(t, c, "tell_extension")
				if !d.Due.Equal(at(t, tc.due)) || d.Open() != (tc.done == "" || c.Pending() != nil) {
					t.Errorf("due %v, open %v", d.Due.In(c.Zone()), d.Open())
				}
				if got := c.Recipients(&d, "", agreed); !slices.Equal(got, []string{milan, lotte}) || c.Meets(Condition{Text: "duty.done.tell_extension"}) != StepExtend {
					t.Errorf("reminded: %v", got)
				}
			}
			check()
			if tc.told == "" {
				return
			}
			told := at(t, tc.told)
			w.do("tell", c.Extend(ExtensionForm{Via: "phone", At: told}, member(milan), told))
			check() // in its own time, though the answer is due later now
			if d := dutyOf(t, c, "tell_extension"); !d.Done.Equal(at(t, tc.done)) {
				t.Errorf("done %v", d.Done)
			}
		})
	}
}

// A second extension is told before the day that the first one named.
func TestASecondExtensionIsToldBeforeTheDayOfTheFirst(t *testing.T) {
	w := dutch(t)
	first, second := at(t, "2026-03-20 12:00"), at(t, "2026-04-17 12:00")
	w.extended(ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek", Via: "phone", At: first}, sanne, mees, first)
	w.do("ask", w.c.Extend(ExtensionForm{Day: "2026-04-24", Reason: "de deskundige is nog ziek"}, member(sanne), second))
	w.do("agree", w.c.AgreeExtension(2, member(mees), second))
	if d := dutyOf(t, w.c, "tell_extension"); !d.Due.Equal(at(t, "2026-04-18 00:00")) || !d.Open() || d.Steps[len(d.Steps)-1].Code != StepNotice {
		t.Errorf("due %v, open %v", d.Due.In(w.c.Zone()), d.Open())
	}
}
