package complaint

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// leads says of a case's people that another role leads where the procedure says
// so, as the configuration would.
func leads(c *Case) *Case {
	if c.Roster.Lead = Role(c.Procedure.Lead); c.Roster.Lead != "" {
		c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.Role == RoleOfficer })
	}
	c.Number = "K-2026-0042"
	return c
}

// klachten is a complaint of a prospect, filed on the Monday of the examples of
// the calendar (9 and 10).
func klachten(t testing.TB) *Case {
	c, r := presetCase(t, "klachten", "Europe/Amsterdam"), registration(t)
	r.ReceivedAt, r.Nature = at(t, "2026-03-02 09:00"), "treatment"
	if err := c.Register(r, member(lotte), at(t, "2026-03-02 09:20")); err != nil {
		t.Fatal(err)
	}
	return c
}

func assessed() Classification {
	return Classification{
		Class: Class{
			Nature: "treatment", Weight: "serious", Submitted: "oral", Category: "duration", Party: "prospect", Urgent: true,
		},
		Judgement: Judgement{Assessment: "Two colleagues spoke to her; hear both"},
	}
}

func confirmedByLetter(t testing.TB, when string) Receipt {
	return Receipt{At: at(t, when), Via: "letter", Address: "Kade 1, Utrecht", Said: "We give you our reasoned position by Monday 16 March."}
}

// The whole road of a procedure in which management does it all: taken over,
// assessed, confirmed by letter, given to one of management, a position with
// reasons agreed by another and told, asked, closed with a lesson and where it is
// filed.
func TestKlachtenFromFilingToClosing(t *testing.T) {
	c := klachten(t)
	w := &walk{t, c}
	step := func(face Face, next Step) {
		t.Helper()
		if got, _ := c.Next(); c.Face() != face || got != next {
			t.Fatalf("%s, then %s; want %s, then %s", c.Face(), got, face, next)
		}
	}
	step(FaceNew, StepTakeOver)
	if _, others := c.Next(); slices.Contains(others, StepAck) {
		t.Errorf("%v are offered; the receipt is confirmed only after the assessment (PK-11)", others)
	}
	w.do("take over", c.TakeOver(member(mees), at(t, "2026-03-02 10:00")))
	step(FaceNew, StepClassify)
	if got := refusedFor(c.Acknowledge(confirmedByLetter(t, "2026-03-02 10:30"), member(mees), at(t, "2026-03-02 11:00"))); got != "error.classify_first" {
		t.Errorf("confirmed before it was assessed: %q", got)
	}
	w.do("assess", c.Classify(assessed(), member(mees), at(t, "2026-03-02 11:00")))
	step(FaceNew, StepAck)
	spoken := Receipt{At: at(t, "2026-03-03 09:00"), Via: "phone", With: "her", Said: "we look into it"}
	if got := refusedFor(c.Acknowledge(spoken, member(mees), at(t, "2026-03-03 09:10"))); got != "via error.ack_form" {
		t.Errorf("confirmed by telephone: %q", got)
	}
	w.do("letter", c.Acknowledge(confirmedByLetter(t, "2026-03-04 16:00"), member(mees), at(t, "2026-03-04 16:10")))
	step(FaceConfirmed, StepAssign)
	give := Assignment{Handler: mees, Name: "Mees Vos", Title: "director", Why: "officer"}
	outside := give
	outside.Handler = milan
	if got := refusedFor(c.Assign(outside, member(mees), at(t, "2026-03-04 17:00"))); got != "handler error.outsider_handler" {
		t.Errorf("somebody outside management handles: %q", got)
	}
	w.do("assign", c.Assign(give, member(mees), at(t, "2026-03-04 17:00")))
	step(FaceInProgress, StepDraft)
	d := draft()
	d.Form, d.Reasons, d.Promises = "letter", "", nil
	if got := refusedFor(c.Prepare(d, member(mees), at(t, "2026-03-10 15:00"))); got != "reasons error.reasons_missing" {
		t.Errorf("a position without reasons: %q", got)
	}
	d.Reasons = "She was told twice that somebody would call back."
	w.do("draft", c.Prepare(d, member(mees), at(t, "2026-03-10 15:00")))
	if got := refusedFor(c.Approve(1, member(mees), at(t, "2026-03-10 16:00"))); got != "error.own_answer" {
		t.Errorf("agreed with themselves: %q", got)
	}
	if got := refusedFor(c.Deliver(Delivery{At: at(t, "2026-03-10 15:30"), Via: "letter"}, member(mees), at(t, "2026-03-10 16:00"))); got != "error.wrong_state" {
		t.Errorf("told before it was approved: %q", got)
	}
	w.do("approve", c.Approve(1, member(sanne), at(t, "2026-03-10 16:00")))
	w.do("tell", c.Deliver(Delivery{At: at(t, "2026-03-11 10:00"), Via: "letter"}, member(mees), at(t, "2026-03-11 10:05")))
	step(FaceAnswered, StepFollowUp)
	w.do("ask", c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: at(t, "2026-03-17 11:00"), Via: "phone"}, member(lotte), at(t, "2026-03-17 11:05")))
	step(FaceReady, StepClose)
	now := at(t, "2026-03-18 12:00")
	for field, report := range map[string]Report{"lesson": {Archive: "shelf 4"}, "archive": {Lesson: "Call back within a day"}} {
		if got := said(c.Close(report, member(mees), now)); !slices.Equal(got, []string{field + " error." + field + "_missing"}) {
			t.Errorf("closed without %s: %v", field, got)
		}
	}
	w.do("close", c.Close(Report{Lesson: "Call back within a day", Archive: "shelf 4"}, member(mees), now))
	for kind, want := range map[string]string{
		"take_over": "2026-03-02 13:00", "acknowledge": "2026-03-12 00:00", "decision": "2026-03-17 00:00",
	} {
		if d := dutyOf(t, c, kind); !d.Due.Equal(at(t, want)) || d.Open() {
			t.Errorf("%s was due %v, open %v; want %s", kind, d.Due.In(c.Zone()), d.Open(), want)
		}
	}
	if d := dutyOf(t, c, "decision"); !d.Done.Equal(at(t, "2026-03-11 10:00")) { // when it was told
		t.Errorf("the position counts from %v", d.Done.In(c.Zone()))
	}
}

// Nobody puts the position off: the procedure has no extension.
func TestKlachtenHasNoExtension(t *testing.T) {
	c := klachten(t)
	now := at(t, "2026-03-03 09:00")
	if c.Extendable() != nil || slices.Contains(c.Allowed(member(mees), now), StepExtend) {
		t.Error("an extension is offered")
	}
	if got := refusedFor(c.Extend(ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill", Via: "phone", At: now}, member(mees), now)); got != "error.wrong_state" {
		t.Errorf("asked for all the same: %q", got)
	}
}

// Whoever does the next step has taken the case over, and the second who presses
// finds it done.
func TestTakingOver(t *testing.T) {
	now := at(t, "2026-03-02 10:00")
	for _, tc := range []struct {
		name string
		do   func(*Case) error
	}{
		{"by the button", func(c *Case) error { return c.TakeOver(member(sanne), now) }},
		{"by assessing", func(c *Case) error { return c.Classify(assessed(), member(sanne), now) }},
		{"by giving it to somebody", func(c *Case) error {
			return c.Assign(Assignment{Handler: mees, Name: "Mees", Title: "director", Why: "officer"}, member(sanne), now)
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := klachten(t)
			(&walk{t, c}).do("take over", tc.do(c))
			if d := dutyOf(t, c, "take_over"); d.Open() || !c.TakenOverAt.Equal(now) {
				t.Errorf("taken over %v, still owed %v", c.TakenOverAt, d.Open())
			}
			if next, _ := c.Next(); next == StepTakeOver {
				t.Error("it is offered again")
			}
			if got := refusedFor(c.TakeOver(member(mees), now)); got != "error.wrong_state" {
				t.Errorf("a second time: %q", got)
			}
		})
	}
	c := klachten(t)
	if got := refusedFor(c.TakeOver(member(lotte), now)); got != "error.not_allowed" {
		t.Errorf("the filer takes it over: %q", got)
	}
	plain := walkTo(t, FaceNew)
	if got := refusedFor(plain.TakeOver(member(sanne), at(t, "2026-03-05 11:00"))); got != "error.wrong_state" {
		t.Errorf("where nobody is asked to: %q", got)
	}
}

// What an assessment must say.
func TestAssessing(t *testing.T) {
	now := at(t, "2026-03-02 10:00")
	for _, tc := range []struct {
		name, want string
		change     func(*Classification)
	}{
		{"whole", "", func(*Classification) {}},
		{"no category", "category error.category_missing", func(f *Classification) { f.Category = "" }},
		{"nobody complains", "party error.party_missing", func(f *Classification) { f.Party = "neighbour" }},
		{"no words", "assessment error.assessment_missing", func(f *Classification) { f.Assessment = " \n" }},
		{"a second nature", "second error.second_same", func(f *Classification) { f.Second = "service" }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, f := klachten(t), assessed()
			tc.change(&f)
			if got := refusedFor(c.Classify(f, member(sanne), now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if tc.want == "" && (c.Class != f.Class || c.Judgement() != f.Judgement) {
				t.Errorf("on record %+v %+v", c.Class, c.Judgement())
			}
			if d := dutyOf(t, c, "assess"); d.Open() != (tc.want != "") {
				t.Errorf("owed %v", d.Open())
			}
		})
	}
}

// A complaint about one of management goes to the others; about all of them, to
// whoever stands in.
func TestAComplaintAboutManagement(t *testing.T) {
	now := at(t, "2026-03-02 10:00")
	for _, tc := range []struct {
		name  string
		about []string
		leads []string
	}{
		{"about one", []string{mees}, []string{sanne}},
		{"about all", []string{mees, sanne}, []string{fatima}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, r := presetCase(t, "klachten", "Europe/Amsterdam"), registration(t)
			r.ReceivedAt, r.About = now, tc.about
			(&walk{t, c}).do("file", c.Register(r, member(lotte), now))
			if leads := c.Responsible(RoleOfficer, now); !cmp.Equal(leads, tc.leads) {
				t.Fatalf("%v lead", leads)
			}
			for _, u := range tc.about {
				if slices.Contains(c.Handlers(now), u) || c.MaySee(member(u), PartCard, now) {
					t.Errorf("%s, whom it is about, may handle or see it", u)
				}
			}
			by := member(tc.leads[0])
			(&walk{t, c}).do("assess", c.Classify(assessed(), by, now.Add(time.Hour)))
			give := Assignment{Handler: by.ID, Name: "somebody", Title: "director", Why: "officer"}
			(&walk{t, c}).do("assign", c.Assign(give, by, now.Add(time.Hour)))
			for _, u := range tc.about {
				if slices.Contains(c.ApproversFor(by.ID, now), u) {
					t.Errorf("%s, whom it is about, may approve the answer", u)
				}
			}
		})
	}
}

// What came in writing is handed to management as it came: a letter as its scan, a mail as
// the message itself; of a talk there is the form alone (PK-09, PK-10).
func TestKlachtenKeepsWhatCameInWriting(t *testing.T) {
	scan, mail := Attachment{ID: "F1", Name: "brief.pdf", Size: 9}, Attachment{ID: "F2", Name: "klacht.eml", Size: 9}
	for _, tc := range []struct {
		name, via string
		files     []Attachment
		want      []string
	}{
		{"a letter that is only retold", "letter", nil, []string{"files error.letter_scan"}},
		{"a letter with something else", "letter", []Attachment{mail}, []string{"files error.letter_scan"}},
		{"a letter with its scan", "letter", []Attachment{scan}, nil},
		{"a mail that is only retold", "email", nil, []string{"files error.original_missing"}},
		{"a mail with its message", "email", []Attachment{mail}, nil},
		{"a talk", "oral", nil, nil},
		{"a call", "phone", nil, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, r := presetCase(t, "klachten", "Europe/Amsterdam"), registration(t)
			r.Via, r.Files = tc.via, tc.files
			if got := said(c.Register(r, member(lotte), at(t, "2026-03-05 10:20"))); !slices.Equal(got, tc.want) {
				t.Fatalf("refused with %v, want %v", got, tc.want)
			}
			if tc.want == nil && !c.MaySee(member(mees), PartFiling, at(t, "2026-03-05 10:21")) {
				t.Error("management cannot read what was handed over")
			}
		})
	}
}

// The position may be told in any form, by whoever of management handles the case; of a
// conversation it is noted what was said (PK-16).
func TestKlachtenTellsInAnyForm(t *testing.T) {
	for _, tc := range []struct {
		form, via, said string
		want            []string
	}{
		{"letter", "letter", "", nil},
		{"email", "email", "", nil},
		{"phone", "phone", "", []string{"said error.spoken_note"}},
		{"meeting", "meeting", "", []string{"said error.spoken_note"}},
		{"phone", "phone", "We call back within a day", nil},
		{"meeting", "meeting", "We call back within a day", nil},
	} {
		t.Run(tc.form+" "+tc.said, func(t *testing.T) {
			c := klachten(t)
			w, now := &walk{t, c}, at(t, "2026-03-04 17:00")
			w.do("assess", c.Classify(assessed(), member(mees), now))
			w.do("assign", c.Assign(Assignment{Handler: mees, Name: "Mees Vos", Title: "director", Why: "officer"}, member(mees), now))
			d := draft()
			d.Form, d.Promises, d.Reasons = tc.form, nil, "She was told twice that somebody would call back."
			w.do("draft", c.Prepare(d, member(mees), now))
			w.do("approve", c.Approve(1, member(sanne), now))
			if got := said(c.Deliver(Delivery{At: now, Via: tc.via, Said: tc.said}, member(mees), now)); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
		})
	}
}
