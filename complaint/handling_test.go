package complaint

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// invented is a case of the invented procedure, filed on Thursday 5 March.
func invented(t testing.TB) *Case {
	t.Helper()
	c := New("T0FIRM", inventedProcedure(t), sampleCalendar(t), sampleRoster())
	c.Number = "K-2026-0042"
	(&walk{t, c}).do("register", c.Register(registration(t), member(lotte), at(t, "2026-03-05 10:20")))
	return c
}

// inHand is that case, in the hands of Milan and with the first contact made.
func inHand(t testing.TB) *Case {
	t.Helper()
	c := invented(t)
	w := &walk{t, c}
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "process"}, member(sanne), at(t, "2026-03-05 11:00")))
	w.do("form", c.Delivered(FormSent, milan, at(t, "2026-03-05 11:01"), at(t, "2026-03-05 11:01")))
	w.do("contact", c.LogContact(ContactForm{At: at(t, "2026-03-06 09:30"), Via: "phone", Reached: true, How: "we look into it", Day: "2026-03-20"}, member(milan), at(t, "2026-03-06 09:45")))
	return c
}

func called(t testing.TB) Receipt {
	return Receipt{At: at(t, "2026-03-05 12:00"), Via: "phone", With: "Anna de Vries", Said: "we look into it", Day: "2026-03-20"}
}

// refusedFor words an error as "field text", the first of several.
func refusedFor(err error) string {
	one, isOne := errors.AsType[*Refusal](err)
	if many, isMany := errors.AsType[Refusals](err); isMany {
		one, isOne = many[0], true
	}
	switch {
	case isOne && one.Field == "":
		return one.Text
	case isOne:
		return one.Field + " " + one.Text
	case err != nil:
		return err.Error()
	}
	return ""
}

func TestAcknowledge(t *testing.T) {
	now := at(t, "2026-03-05 13:00")
	for _, tc := range []struct {
		name, want string
		by         Person
		change     func(*Receipt)
	}{
		{"called", "", member(sanne), func(*Receipt) {}},
		{"the deputy does it", "", member(fatima), func(*Receipt) {}},
		{"a letter, already sent", "", member(sanne), func(r *Receipt) { *r = Receipt{At: r.At, Via: "letter", Address: "Kade 1", Said: "Dear madam"} }},
		{"the handler", "error.not_allowed", member(lotte), func(*Receipt) {}},
		{"somebody else", "no such case", member(milan), func(*Receipt) {}},
		{"in a chat", "via error.ack_form", member(sanne), func(r *Receipt) { r.Via = "chat" }},
		{"before it came in", "when error.before_receipt", member(sanne), func(r *Receipt) { r.At = at(t, "2026-03-05 09:00") }},
		{"tomorrow", "when error.future", member(sanne), func(r *Receipt) { r.At = at(t, "2026-03-06 09:00") }},
		{"with nobody", "with error.ack_with", member(sanne), func(r *Receipt) { r.With = " " }},
		{"nothing agreed", "said error.ack_said", member(sanne), func(r *Receipt) { r.Said = "" }},
		{"no day, which this procedure wants", "day error.ack_day", member(sanne), func(r *Receipt) { r.Day = "" }},
		{"a day gone by", "day error.plan_day_past", member(sanne), func(r *Receipt) { r.Day = "2026-03-01" }},
		{"a file of another kind", "files error.file_type", member(sanne), func(r *Receipt) {
			r.Via, r.Files = "email", []Attachment{{ID: "F1", Name: "run.exe"}}
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, f := invented(t), called(t)
			tc.change(&f)
			before := len(c.Events)
			err := c.Acknowledge(f, tc.by, now)
			if got := refusedFor(err); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if err != nil {
				if len(c.Events) != before {
					t.Error("a refused confirmation left events")
				}
				return
			}
			if d := dutyOf(t, c, DutyConfirm); !d.Done.Equal(f.At) {
				t.Errorf("the duty ended %v, want when the customer heard, %v", d.Done, f.At)
			}
			if c.Face() != FaceConfirmed || c.MayAcknowledge(tc.by, now) == nil {
				t.Errorf("the case is %s, and may be confirmed again", c.Face())
			}
		})
	}
}

// The receipt may be confirmed after the assignment too, and without an
// officer by whoever stands in.
func TestAcknowledgeAtAnyTime(t *testing.T) {
	c := inHand(t)
	if _, others := c.Next(); !cmp.Equal(others, []Step{StepDraft, StepContact, StepAssign, StepAck, StepExtend}) {
		t.Errorf("beside the next step: %v", others)
	}
	if err := c.Acknowledge(called(t), member(sanne), at(t, "2026-03-06 10:00")); err != nil {
		t.Fatal(err)
	}
	if d := dutyOf(t, c, DutyConfirm); c.Face() != FaceInProgress || d.Open() {
		t.Errorf("%s, still owed %v", c.Face(), d.Open())
	}
	plain := walkTo(t, FaceNew) // a procedure without it
	if got := refusedFor(plain.Acknowledge(called(t), member(sanne), at(t, "2026-03-05 13:00"))); got != "error.wrong_state" {
		t.Errorf("where the procedure has no confirmation: %q", got)
	}
}

func TestFirstStepsOfAProcedureWithAcknowledgement(t *testing.T) {
	c := invented(t)
	next, others := c.Next()
	if next != StepAck || !cmp.Equal(others, []Step{StepAssign, StepClassify}) {
		t.Errorf("new: %s, %v", next, others)
	}
	if got := refusedFor(c.Assign(Assignment{Handler: milan, Title: "head", Why: "process"}, member(sanne), at(t, "2026-03-05 11:00"))); got != "" {
		t.Errorf("assigned before the receipt is confirmed: %q", got)
	}
}

func TestClassify(t *testing.T) {
	now := at(t, "2026-03-05 12:00")
	form := Classification{Class: Class{Nature: "service", Weight: "minor", Submitted: "oral"}, Judgement: Judgement{Object: " annual accounts "}}
	for _, tc := range []struct {
		name, want string
		by         Person
		change     func(*Classification)
	}{
		{"the officer", "", member(sanne), func(*Classification) {}},
		{"the deputy", "", member(fatima), func(*Classification) {}},
		{"the filer", "error.not_allowed", member(lotte), func(*Classification) {}},
		{"somebody", "no such case", member(milan), func(*Classification) {}},
		{"no nature", "nature error.nature_missing", member(sanne), func(f *Classification) { f.Nature = "" }},
		{"nature of another procedure", "nature error.nature_missing", member(sanne), func(f *Classification) { f.Nature = "finance" }},
		{"forged weight", "weight error.weight_missing", member(sanne), func(f *Classification) { f.Weight = "huge" }},
		{"forged submission", "submitted error.submitted_missing", member(sanne), func(f *Classification) { f.Submitted = "sung" }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, f := walkTo(t, FaceNew), form
			tc.change(&f)
			if got := refusedFor(c.Classify(f, tc.by, now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if tc.want == "" && (c.Class != form.Class || c.Judgement().Object != "annual accounts") {
				t.Errorf("classified as %+v, %q", c.Class, c.Judgement().Object)
			}
		})
	}
}

func TestReclassifyingKeepsBoth(t *testing.T) {
	c := walkTo(t, FaceConfirmed)
	w := &walk{t, c}
	now := at(t, "2026-03-05 12:00")
	w.do("first", c.Classify(Classification{Class: Class{Nature: "service", Weight: "minor", Submitted: "oral"}}, member(sanne), now))
	before := len(c.Events)
	w.do("again", c.Classify(Classification{Class: Class{Nature: "service", Weight: "minor", Submitted: "oral"}}, member(fatima), now))
	if len(c.Events) != before {
		t.Error("saying it again is news")
	}
	w.do("second", c.Classify(Classification{Class: Class{Nature: "other", Weight: "legal", Submitted: "written"}}, member(sanne), now))
	e := c.Events[len(c.Events)-1]
	if old := c.ClassBefore(e); old != (Class{Nature: "service", Weight: "minor", Submitted: "oral"}) || c.ClassOf(e) != (Class{Nature: "other", Weight: "legal", Submitted: "written"}) {
		t.Errorf("from %+v to %+v", old, c.ClassOf(e))
	}
	var told []string
	for _, n := range c.Notices(e) {
		if n.Kind == NoticeWeight {
			told = append(told, n.To)
		}
	}
	if !cmp.Equal(told, []string{mees}) { // Sanne did it
		t.Errorf("management told: %v", told)
	}
	first := c.Events[before-1]
	for _, n := range c.Notices(first) {
		if n.Kind == NoticeWeight {
			t.Errorf("a minor case is told to %s", n.To)
		}
	}
}

func TestAConfidentialNatureLeavesTheChannelAtOnce(t *testing.T) {
	c := walkTo(t, FaceConfirmed)
	before := len(c.Events)
	if err := c.Classify(Classification{Class: Class{Nature: "discrimination", Against: "client", Weight: "minor", Submitted: "oral"}}, member(sanne), at(t, "2026-03-05 12:00")); err != nil {
		t.Fatal(err)
	}
	if !c.Confidential {
		t.Fatal("still in the channel")
	}
	for _, e := range c.Events[before:] {
		for _, n := range c.Notices(e) {
			if n.To == ToChannel && n.Kind != NoticeRemove {
				t.Errorf("%s tells the channel %s", e.Kind, n.Kind)
			}
		}
	}
}

func TestTheHandlerAnswersTheAssignment(t *testing.T) {
	now := at(t, "2026-03-05 12:00")
	c := walkTo(t, FaceAssigned)
	if got := refusedFor(c.Accept(member(fatima), now)); got != "error.not_allowed" {
		t.Errorf("somebody else accepts: %q", got)
	}
	if got := refusedFor(c.Decline(" ", member(milan), now)); got != "reason error.reason_missing" {
		t.Errorf("without a reason: %q", got)
	}
	if err := c.Accept(member(milan), now); err != nil {
		t.Fatal(err)
	}
	if !c.Accepted || refusedFor(c.Accept(member(milan), now)) != "error.wrong_state" || refusedFor(c.Decline("ill", member(milan), now)) != "error.wrong_state" {
		t.Error("answered twice")
	}
	if !walkTo(t, FaceInProgress).Accepted {
		t.Error("a handler at work is asked whether they take it")
	}
}

// The clock of the handler starts when the form reached them, and at nobody else's (EX-12).
func TestOnlyTheArrivalAtTheHandlerStartsTheClock(t *testing.T) {
	c := walkTo(t, FaceConfirmed)
	w, now := &walk{t, c}, at(t, "2026-03-05 11:00")
	w.do("assign", c.Assign(assignment(), member(sanne), now))
	later := now.Add(time.Minute)
	for _, step := range []struct {
		name, to string
		arrived  bool
	}{
		{"at somebody who handled it before", fatima, false},
		{"at the handler", milan, true},
	} {
		w.do(step.name, c.Delivered(FormSent, step.to, later, later))
		duties, err := c.Duties()
		w.do("duties", err)
		owed := slices.ContainsFunc(duties, func(d Duty) bool { return d.Kind == DutyContact })
		if !c.FormSentAt.IsZero() != step.arrived || owed != step.arrived {
			t.Errorf("%s: arrived %v, the contact is owed: %v", step.name, c.FormSentAt, owed)
		}
	}
}

// Whoever gives the case to somebody says what they do in the company, and both stay as they
// were that day (EX-11).
func TestNameAndFunctionOfTheHandler(t *testing.T) {
	c, now := walkTo(t, FaceConfirmed), at(t, "2026-03-05 11:00")
	bare := assignment()
	bare.Title = " "
	if got := refusedFor(c.Assign(bare, member(sanne), now)); got != "title error.title_missing" {
		t.Errorf("without a function: %q", got)
	}
	(&walk{t, c}).do("assign", c.Assign(assignment(), member(sanne), now))
	if is := c.Appointment(); is.Name != "Milan de Wit" || is.Title != "head of accounts" {
		t.Errorf("on the form stands %+v", is)
	}
}

func assignment() Assignment {
	return Assignment{Handler: milan, Name: "Milan de Wit", Title: "head of accounts", Why: "process", Deliverers: []string{joost}}
}

func TestAHandlerWhoCannot(t *testing.T) {
	now := at(t, "2026-03-05 12:00")
	c := walkTo(t, FaceAssigned)
	if err := c.Decline("on leave", member(milan), now); err != nil {
		t.Fatal(err)
	}
	next, _ := c.Next()
	if c.Handler != "" || c.Face() != FaceConfirmed || next != StepAssign || c.MaySee(member(milan), PartState, now) {
		t.Errorf("handler %q, %s, next %s", c.Handler, c.Face(), next)
	}
	if d := dutyOf(t, c, DutyReassign); d.Owner != RoleOfficer || !d.Open() {
		t.Errorf("nobody owes a new handler: %+v", d)
	}
	var told []string
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if n.Kind == NoticeVacant {
			told = append(told, n.To)
		}
	}
	if !cmp.Equal(told, []string{sanne}) {
		t.Errorf("told %v", told)
	}
	if err := c.Assign(Assignment{Handler: milan, Title: "head", Why: "process"}, member(sanne), now); err != nil || c.Accepted {
		t.Errorf("asked again: %v", err)
	}
}

func TestInterest(t *testing.T) {
	now := at(t, "2026-03-16 12:00")
	for _, tc := range []struct {
		name, want string
		face       Face
		by         Person
		f          Interest
		handler    string
		after      Face
	}{
		{"the handler, before anything is done", "", FaceAssigned, member(milan), Interest{How: "it is my sister"}, "", FaceConfirmed},
		{"the handler at work", "", FaceInProgress, member(milan), Interest{How: "it is my sister"}, "", FaceInProgress},
		{"the officer found the handler involved", "", FaceInProgress, member(sanne), Interest{Users: []string{milan}, How: "did the accounts"}, "", FaceInProgress},
		{"an approver", "", FaceInApproval, member(mees), Interest{How: "plays golf with her"}, milan, FaceInApproval},
		{"who approved", "", FaceApproved, member(mees), Interest{How: "plays golf with her"}, milan, FaceInApproval},
		{"without a word", "how error.interest_how", FaceAssigned, member(milan), Interest{}, milan, FaceAssigned},
		{"of somebody else", "error.not_allowed", FaceAssigned, member(milan), Interest{Users: []string{sanne}, How: "x"}, milan, FaceAssigned},
		{"who is kept out already", "who error.interest_known", FaceAssigned, member(sanne), Interest{Users: []string{joost}, How: "x"}, milan, FaceAssigned},
		{"who knows nothing of it", "no such case", FaceAssigned, member("U0OTHER"), Interest{How: "x"}, milan, FaceAssigned},
		{"nobody would be left", "error.nobody_left", FaceAssigned, member(sanne), Interest{Users: []string{sanne, fatima, mees}, How: "x"}, milan, FaceAssigned},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			before := len(c.Events)
			err := c.DeclareInterest(tc.f, tc.by, now)
			if got := refusedFor(err); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if c.Handler != tc.handler || c.Face() != tc.after {
				t.Errorf("handler %q, %s; want %q, %s", c.Handler, c.Face(), tc.handler, tc.after)
			}
			if a := c.Answer(); a != nil && a.Verdict == "" && (c.Outcome != "" || a.Alone) {
				t.Errorf("an answer that nobody agreed to counts as %s, agreed to alone %v", c.Outcome, a.Alone)
			}
			if tc.want != "" {
				if len(c.Events) != before {
					t.Error("a refused step left events")
				}
				return
			}
			out := c.Events[before].Data.Users[0]
			if c.MaySee(member(out), PartState, now) || c.MayAssign(member(sanne), now) != nil {
				t.Errorf("%s still sees it, or it cannot be assigned", out)
			}
			if n := c.Notices(c.Events[before]); !cmp.Equal(kinds(n, ""), []NoticeKind{NoticeForget, NoticeAgain}) {
				t.Errorf("of our own to do: %v", kinds(n, ""))
			}
		})
	}
}

// kinds lists what is told to somebody.
func kinds(notices []Notice, to string) []NoticeKind {
	var all []NoticeKind
	for _, n := range notices {
		if n.To == to {
			all = append(all, n.Kind)
		}
	}
	return all
}

func TestSomebodyInterestedInTheChannel(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	if err := c.DeclareInterest(Interest{How: "my sister", Channel: []string{sanne, milan}}, member(milan), at(t, "2026-03-05 12:00")); err != nil {
		t.Fatal(err)
	}
	if !c.Confidential {
		t.Error("the case stays where somebody reads along whom it concerns")
	}
}
