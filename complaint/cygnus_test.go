package complaint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// cygnus is a case of a regulation with partners, as somebody filed it: Milan is
// a partner, Sanne the officer.
func cygnus(t testing.TB, by string, about ...string) *Case {
	c, r := presetCase(t, "cygnus", "Europe/Amsterdam"), registration(t)
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RolePartner, User: milan}, Holder{Role: RolePartner, User: joost})
	r.ReceivedAt, r.Nature, r.About = at(t, "2026-03-02 09:00"), "financial", about
	if err := c.Register(r, member(by), at(t, "2026-03-02 09:20")); err != nil {
		t.Fatal(err)
	}
	return c
}

func classed() Classification {
	return Classification{
		Class:     Class{Nature: "quality", Second: "financial", Weight: "minor", Submitted: "oral", Party: "representative"},
		Judgement: Judgement{Represents: "Bakery Sun", Authority: "a signed letter of 1 March"},
	}
}

func toPartner(when time.Time) func(*Case) error {
	return func(c *Case) error {
		return c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "partner", Why: "partner"}, member(sanne), when)
	}
}

func consulted(t testing.TB, when string) Consultation {
	return Consultation{With: sanne, At: at(t, when), Said: "Offer to do the accounts again"}
}

// The whole road with a partner first and the officer after: classified by the
// officer, the partner consults before trying, tells how it goes, the officer
// takes over, writes, tells, and closes with where it is filed.
func TestCygnusFromFilingToClosing(t *testing.T) {
	c := cygnus(t, lotte)
	w := &walk{t, c}
	if c.Nature != "" {
		t.Errorf("the filer classified it as %s", c.Nature)
	}
	if next, _ := c.Next(); next != StepClassify {
		t.Errorf("the first step is %s", next)
	}
	w.do("classify", c.Classify(classed(), member(sanne), at(t, "2026-03-02 11:00")))
	w.do("assign", toPartner(at(t, "2026-03-02 12:00"))(c))
	if next, others := c.Next(); next != StepConsult || !slices.Contains(others, StepInform) || !slices.Contains(others, StepExplain) {
		t.Fatalf("next %s beside %v", next, others)
	}
	w.do("inform", c.Delivered(FormSent, milan, at(t, "2026-03-02 12:01"), at(t, "2026-03-02 12:01")))
	w.do("point to the regulation", c.Explain(Explanation{At: at(t, "2026-03-03 09:00"), Via: "phone", Given: "kopie meegegeven"}, member(milan), at(t, "2026-03-03 09:05")))
	try := ContactForm{At: at(t, "2026-03-04 10:00"), Via: "phone", Reached: true, Note: "offered to do it again"}
	if got := refusedFor(c.LogContact(try, member(milan), at(t, "2026-03-04 10:10"))); got != "when error.consult_first" {
		t.Errorf("tried before consulting: %q", got)
	}
	w.do("consult", c.Consult(consulted(t, "2026-03-04 09:00"), member(milan), at(t, "2026-03-04 10:15")))
	w.do("try", c.LogContact(try, member(milan), at(t, "2026-03-04 10:20")))
	w.do("tell how it goes", c.Update("The client thinks about it", member(milan), at(t, "2026-03-09 10:00")))
	if d := dutyOf(t, c, "update"); !d.Due.Equal(at(t, "2026-03-17 00:00")) {
		t.Errorf("the next word is due %v", d.Due.In(c.Zone()))
	}
	w.do("take over", c.Assign(Assignment{Handler: sanne, Name: "Sanne Bakker", Title: "officer", Why: "officer"}, member(sanne), at(t, "2026-03-17 09:00")))
	d := draft()
	d.Form, d.Promises, d.Reasons = "letter", nil, "Two months late, without a word."
	w.do("draft", c.Prepare(d, member(sanne), at(t, "2026-03-18 15:00")))
	w.do("approve", c.Approve(1, member(mees), at(t, "2026-03-18 16:00")))
	if d := dutyOf(t, c, "decision"); !d.Open() {
		t.Errorf("approved, it is settled since %v; the client heard nothing", d.Done)
	}
	w.do("tell", c.Deliver(Delivery{At: at(t, "2026-03-19 10:00"), Via: "letter"}, member(sanne), at(t, "2026-03-19 10:05")))
	w.do("ask", c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: at(t, "2026-03-24 11:00"), Via: "phone"}, member(lotte), at(t, "2026-03-24 11:05")))
	w.do("close", c.Close(Report{Handling: "Done again for free", Archive: "CRM 1234"}, member(sanne), at(t, "2026-03-25 12:00")))
	for kind, want := range map[string]string{
		"inform": "2026-03-04 00:00", "classify": "2026-03-05 00:00", "explain": "2026-03-10 00:00", "step_in": "2026-03-17 00:00",
		"decision": "2026-03-31 00:00", "close": "2026-04-01 00:00",
	} {
		if d := dutyOf(t, c, kind); !d.Due.Equal(at(t, want)) || d.Open() {
			t.Errorf("%s was due %v, open %v; want %s", kind, d.Due.In(c.Zone()), d.Open(), want)
		}
	}
}

// Classes are the officer's to give, and change with both on record.
func TestCygnusIsClassifiedByTheOfficerAlone(t *testing.T) {
	now := at(t, "2026-03-02 11:00")
	for _, tc := range []struct {
		name, by, want string
		change         func(*Classification)
	}{
		{"the officer", sanne, "", func(*Classification) {}},
		{"the deputy", fatima, "error.not_allowed", func(*Classification) {}},
		{"a partner", milan, "error.not_found", func(*Classification) {}},
		{"twice the same", sanne, "second error.second_same", func(f *Classification) { f.Second = f.Nature }},
		{"for whom", sanne, "represents error.represents_missing", func(f *Classification) { f.Represents = "" }},
		{"by what right", sanne, "authority error.authority_missing", func(f *Classification) { f.Authority = " " }},
		{"orally or in writing, A or B", sanne, "submitted error.submitted_missing", func(f *Classification) { f.Submitted = "" }},
		{"for themselves", sanne, "", func(f *Classification) { f.Party = "client" }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, f := cygnus(t, lotte), classed()
			tc.change(&f)
			if got := refusedFor(c.Classify(f, member(tc.by), now)); got != tc.want && !(tc.by == milan && got != "") {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if tc.want == "" && f.Party == "client" && c.Judgement().Represents != "" {
				t.Error("somebody who complains for themselves represents nobody")
			}
		})
	}
	c := cygnus(t, lotte)
	w := &walk{t, c}
	w.do("first", c.Classify(classed(), member(sanne), now))
	again := classed()
	again.Nature, again.Second = "attitude", ""
	w.do("again", c.Classify(again, member(sanne), now))
	e := c.Events[len(c.Events)-1]
	if before := c.ClassBefore(e); before.Nature != "quality" || before.Second != "financial" || c.ClassOf(e).Nature != "attitude" {
		t.Errorf("from %+v to %+v", before, c.ClassOf(e))
	}
}

// A partner consults first; a call from the client, a try that reached nobody and
// the officer's own contact need no consultation.
func TestAPartnerConsultsBeforeTrying(t *testing.T) {
	now := at(t, "2026-03-04 10:10")
	call := ContactForm{At: at(t, "2026-03-04 10:00"), Via: "phone", Reached: true, Note: "offered"}
	for _, tc := range []struct {
		name, by, want string
		change         func(*ContactForm)
		before         string // when the officer was consulted
	}{
		{"without", milan, "when error.consult_first", func(*ContactForm) {}, ""},
		{"after consulting", milan, "", func(*ContactForm) {}, "2026-03-04 09:30"},
		{"consulted after the try", milan, "when error.consult_first", func(*ContactForm) {}, "2026-03-04 10:05"},
		{"the client called", milan, "", func(f *ContactForm) { f.Inbound = true }, ""},
		{"nobody answered", milan, "", func(f *ContactForm) { f.Reached = false }, ""},
		{"the officer", sanne, "", func(*ContactForm) {}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, f := cygnus(t, lotte), call
			(&walk{t, c}).do("assign", toPartner(at(t, "2026-03-02 12:00"))(c))
			if tc.before != "" {
				(&walk{t, c}).do("consult", c.Consult(consulted(t, tc.before), member(milan), now))
			}
			tc.change(&f)
			if got := refusedFor(c.LogContact(f, member(tc.by), now)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

// What only a partner owes: word of how it goes, and to be relieved in time.
func TestDutiesWhileAPartnerHandles(t *testing.T) {
	c := cygnus(t, lotte)
	w := &walk{t, c}
	give := func(to, why, when string) {
		w.do("give", c.Assign(Assignment{Handler: to, Name: "somebody", Title: "adviser", Why: why}, member(sanne), at(t, when)))
	}
	has := func(kind string) bool {
		duties, err := c.Duties()
		return err == nil && slices.ContainsFunc(duties, func(d Duty) bool { return d.Kind == kind && d.Open() })
	}
	give(sanne, "officer", "2026-03-02 10:00")
	if has("update") || has("step_in") {
		t.Error("the officer owes themselves word")
	}
	give(milan, "partner", "2026-03-02 12:00")
	if !has("update") || !has("step_in") {
		t.Error("a partner owes nothing")
	}
	w.do("word", c.Update("Called twice", member(milan), at(t, "2026-03-06 12:00")))
	if d := dutyOf(t, c, "update"); !d.Due.Equal(at(t, "2026-03-14 00:00")) && !d.Due.Equal(at(t, "2026-03-17 00:00")) {
		t.Errorf("word is due again %v", d.Due.In(c.Zone()))
	}
	if got := refusedFor(c.Update(" ", member(milan), at(t, "2026-03-06 12:00"))); got != "reason error.update_missing" {
		t.Errorf("an empty word: %q", got)
	}
	if got := refusedFor(c.Update("so so", member(sanne), at(t, "2026-03-06 12:00"))); got != "error.not_allowed" {
		t.Errorf("word by the officer: %q", got)
	}
	give(joost, "partner", "2026-03-09 12:00") // another partner: anew
	if d := dutyOf(t, c, "step_in"); !d.Open() || !d.Start.Equal(at(t, "2026-03-09 12:00")) {
		t.Errorf("relieved %v, from %v", !d.Open(), d.Start.In(c.Zone()))
	}
	give(sanne, "officer", "2026-03-20 12:00")
	w.do("contact", c.LogContact(ContactForm{At: at(t, "2026-03-21 09:00"), Via: "phone", Reached: true, Note: "said"}, member(sanne), at(t, "2026-03-21 09:05")))
	if has("update") || has("step_in") {
		t.Error("what a partner owed is owed after the officer took over")
	}
}

// A customer who is not satisfied, or comes back, is with the partner again: the partner owes
// word from then on, and the officer is asked to take over two weeks later (CY-26, CY-28).
// Nothing of it where the officer had taken over.
func TestASecondRoundWithAPartner(t *testing.T) {
	for _, tc := range []struct {
		name    string
		to, why string // who handles it when it is answered
		again   func(w *walk)
		from    string // both are owed from then on; empty: neither is
		hears   bool   // the officer, unless they did it themselves or handle it
	}{
		{"not satisfied", milan, "partner", func(w *walk) {
			asked := at(w.t, "2026-03-12 12:00")
			w.do("ask", w.c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: asked, Via: "phone", Note: "it came again"}, member(lotte), asked))
		}, "2026-03-12 12:00", true},
		{"came back", milan, "partner", func(w *walk) {
			asked, back := at(w.t, "2026-03-12 12:00"), at(w.t, "2026-04-20 12:00")
			w.do("ask", w.c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: asked, Via: "phone"}, member(lotte), asked))
			w.do("close", w.c.Close(Report{Handling: "done", Archive: "CRM 7", NoMeasure: "once"}, member(sanne), asked))
			w.do("reopen", w.c.Reopen("it came again", back, member(sanne), back))
		}, "2026-04-20 12:00", false},
		{"the officer took over before", sanne, "officer", func(w *walk) {
			asked := at(w.t, "2026-03-12 12:00")
			w.do("ask", w.c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: asked, Via: "phone", Note: "it came again"}, member(lotte), asked))
		}, "", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, now := cygnus(t, lotte), at(t, "2026-03-05 10:00")
			w := &walk{t, c}
			w.do("classify", c.Classify(classed(), member(sanne), at(t, "2026-03-02 11:00")))
			w.do("assign", toPartner(at(t, "2026-03-02 12:00"))(c))
			w.do("inform", c.Delivered(FormSent, milan, at(t, "2026-03-02 12:01"), at(t, "2026-03-02 12:01")))
			w.do("explain", c.Explain(Explanation{At: at(t, "2026-03-03 09:00"), Via: "phone", Given: "kopie meegegeven"}, member(milan), at(t, "2026-03-03 09:05")))
			if tc.to != milan {
				w.do("take over", c.Assign(Assignment{Handler: tc.to, Name: "Sanne", Title: "officer", Why: tc.why}, member(sanne), now))
			}
			d := draft()
			d.Form, d.Promises, d.Reasons = "email", nil, "Late."
			w.do("draft", c.Prepare(d, member(tc.to), now))
			w.do("approve", c.Approve(1, member(mees), now))
			w.do("tell", c.Deliver(Delivery{At: now, Via: "email"}, member(sanne), now))
			tc.again(w)
			told := toldOf(c, *c.newest(Dissatisfied, Reopened))
			if hears := slices.Contains(told, "weight "+sanne+" "+ToldAnew); hears != tc.hears {
				t.Errorf("the officer, who is to solve it, hears of it: %v: %v", hears, told)
			}
			for _, kind := range []string{"update", "step_in"} {
				d := dutyOf(t, c, kind)
				if d.Open() != (tc.from != "") {
					t.Errorf("%s: owed %v", kind, d.Open())
				}
				if tc.from != "" && !d.Start.Equal(at(t, tc.from)) {
					t.Errorf("%s begins %v", kind, d.Start.In(c.Zone()))
				}
			}
		})
	}
}

// Only the officer tells the decision, and hears that it may be told; the message of the
// partner comes anew for that, as it does for a ruling that is to be carried out.
func TestTheOfficerAloneTellsTheDecision(t *testing.T) {
	c := cygnus(t, lotte)
	w, now := &walk{t, c}, at(t, "2026-03-05 10:00")
	w.do("assign", toPartner(at(t, "2026-03-02 12:00"))(c))
	d := draft()
	d.Form, d.Promises, d.Reasons = "email", nil, "Late."
	oral := d
	oral.Form = "phone"
	if got := refusedFor(c.Prepare(oral, member(milan), now)); got != "form error.form_missing" {
		t.Errorf("a decision by telephone: %q", got)
	}
	w.do("draft", c.Prepare(d, member(milan), now))
	w.do("approve", c.Approve(1, member(mees), now))
	var told []string
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if n.Kind == NoticeApproved {
			told = append(told, n.To)
		}
	}
	if !slices.Equal(told, []string{sanne}) {
		t.Errorf("%v hear that it may be told", told)
	}
	if got, want := c.DeskNews(milan), fmt.Sprint("v", len(c.Events)); got != want {
		t.Errorf("news of the approval to the partner: %q, want %q", got, want)
	}
	by := Delivery{At: now, Via: "email"}
	if got := refusedFor(c.Deliver(by, member(milan), now)); got != "error.not_allowed" {
		t.Errorf("the partner tells it: %q", got)
	}
	if got := refusedFor(c.Deliver(Delivery{At: now, Via: "phone"}, member(sanne), now)); !strings.Contains(got, "via error.form_missing") {
		t.Errorf("told by telephone: %q", got)
	}
	w.do("tell", c.Deliver(by, member(sanne), now))
	f := handOver(t)
	f.At = now
	w.do("hand over", c.HandOver(f, member(sanne), now))
	if got := c.DeskNews(milan); got != "" {
		t.Errorf("news of what was told: %q", got)
	}
	w.do("rule", c.RecordRuling(Ruling{Text: "Refund half", At: now, Day: "2026-03-20"}, member(sanne), now))
	if got, want := c.DeskNews(milan), fmt.Sprint("v", c.newest(Ruled).Seq); got != want || c.DeskNews(sanne) != "" {
		t.Errorf("news of the ruling to the partner: %q, want %q; to the officer %q", got, want, c.DeskNews(sanne))
	}
	w.do("carry out", c.CarryOut(now, member(milan), now))
	if got := c.DeskNews(milan); got != "" {
		t.Errorf("news of what was carried out: %q", got)
	}
}

// Nothing closes before it is classified and the client knows of the regulation.
func TestWhatCygnusClosesOn(t *testing.T) {
	c := cygnus(t, lotte)
	unmet := func() (list []string) {
		for _, cond := range c.ClosingConditions() {
			if !cond.Met {
				list = append(list, cond.Text)
			}
		}
		return list
	}
	if got := unmet(); !slices.Equal(got, []string{"close.answer_told", "close.followed_up", "close.explained", "close.classified", "duty.done.inform"}) {
		t.Errorf("new: %v", got)
	}
	w := &walk{t, c}
	w.do("classify", c.Classify(classed(), member(sanne), at(t, "2026-03-02 11:00")))
	w.do("explain", c.Explain(Explanation{At: at(t, "2026-03-02 11:00"), Via: "phone", Given: "kopie meegegeven"}, member(sanne), at(t, "2026-03-02 11:05")))
	if got := unmet(); !slices.Equal(got, []string{"close.answer_told", "close.followed_up", "duty.done.inform"}) {
		t.Errorf("classified and pointed to the regulation: %v", got)
	}
	if got := refusedFor(c.Explain(Explanation{At: at(t, "2026-03-02 12:00"), Via: "phone", Given: "kopie meegegeven"}, member(sanne), at(t, "2026-03-02 12:05"))); got != "error.wrong_state" {
		t.Errorf("explained twice: %q", got)
	}
}

// Whoever writes sees whether the file shows both sides.
func TestBothSidesAreHeard(t *testing.T) {
	heard := func(c *Case) bool {
		for _, h := range c.Hints(Draft{Answer: Answer{Text: "So it is."}, Form: "letter", Outcome: "upheld"}) {
			if h.Code == HintSides {
				return h.Good
			}
		}
		t.Fatal("nobody looks at that")
		return false
	}
	for _, tc := range []struct {
		name  string
		about []string
		with  string
		want  bool
	}{
		{"whom it is about", []string{joost}, joost, true},
		{"somebody else", []string{joost}, fatima, false},
		{"nobody is named", nil, fatima, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := cygnus(t, lotte, tc.about...)
			w, now := &walk{t, c}, at(t, "2026-03-04 12:00")
			if heard(c) {
				t.Error("heard before anybody spoke")
			}
			w.do("contact", c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, Note: "her side"}, member(sanne), now))
			if heard(c) {
				t.Error("one side is enough")
			}
			w.do("consult", c.Consult(Consultation{With: tc.with, At: now, Said: "the other side"}, member(sanne), now))
			if heard(c) != tc.want {
				t.Errorf("heard %v, want %v", heard(c), tc.want)
			}
			c = cygnus(t, lotte, tc.about...)
			(&walk{t, c}).do("consult", c.Consult(Consultation{With: tc.with, At: now, Said: "the other side"}, member(sanne), now))
			if heard(c) {
				t.Error("the colleagues alone are enough")
			}
		})
	}
}
