package complaint

import (
	"errors"
	"slices"
	"testing"
)

// said gives the text ids of the refusals in err.
func said(err error) []string {
	var many Refusals
	var one *Refusal
	var texts []string
	switch {
	case errors.As(err, &many):
		for _, r := range many {
			texts = append(texts, r.Field+" "+r.Text)
		}
	case errors.As(err, &one):
		texts = append(texts, one.Field+" "+one.Text)
	}
	return texts
}

func TestDiscriminationStaysOutOfTheChannel(t *testing.T) {
	c, r := newCase(t), registration(t)
	r.Nature, r.Against = "discrimination", "employee"
	if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	if !c.Confidential || c.Nature != "discrimination" {
		t.Errorf("confidential %v, nature %q", c.Confidential, c.Nature)
	}
	for _, e := range c.Events {
		for _, n := range c.Notices(e) {
			if n.To == ToChannel && n.Kind != NoticeRemove {
				t.Errorf("%s tells the channel: %s", e.Kind, n.Kind)
			}
		}
	}
	nobody := newCase(t)
	r.About = []string{sanne, fatima, mees}
	if err := nobody.Register(r, member(lotte), at(t, "2026-03-05 10:20")); !slices.Equal(said(err), []string{" error.nobody_left"}) {
		t.Errorf("with nobody left to tell: %v", err)
	}
}

func TestNatureOfAnotherProcedureIsLeftOpen(t *testing.T) {
	c, r := newCase(t), registration(t)
	r.Nature = "weather"
	if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); err != nil || c.Nature != "" {
		t.Errorf("nature %q, %v", c.Nature, err)
	}
}

func TestReadBackRefuses(t *testing.T) {
	for _, tc := range []struct {
		name, want string
		change     func(*ReadBackForm)
	}{
		{"no verdict", "verdict error.verdict_missing", func(f *ReadBackForm) { f.Verdict = "" }},
		{"a step that is no verdict", "verdict error.verdict_missing", func(f *ReadBackForm) { f.Verdict = CaseClosed }},
		{"refused without a word", "note error.reason_missing", func(f *ReadBackForm) { f.Verdict = ReadBackRefused }},
		{"before the receipt", "when error.before_receipt", func(f *ReadBackForm) { f.At = at(t, "2026-03-05 09:00") }},
		{"in the future", "when error.future", func(f *ReadBackForm) { f.At = at(t, "2026-03-06 09:00") }},
		{"a number in the summary", "summary error.summary_personal", func(f *ReadBackForm) { f.Summary = "Call Anna on 06 12345678" }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceNew)
			filing := c.Filing()
			form := ReadBackForm{
				Verdict: ReadBackApproved, Summary: filing.Summary, Story: filing.Story, Hash: c.TextHash, At: at(t, "2026-03-05 10:30"), Via: "phone",
			}
			tc.change(&form)
			if got := said(c.RecordReadBack(form, member(lotte), at(t, "2026-03-05 10:31"))); !slices.Equal(got, []string{tc.want}) {
				t.Errorf("refused %v, want %s", got, tc.want)
			}
		})
	}
}

func TestFindReach(t *testing.T) {
	unknown := func() *Case {
		c, r := newCase(t), registration(t)
		r.Unknown = true
		if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, tc := range []struct{ name, who, phone, email, handle, want string }{
		{"nothing", "Anna", "  ", "", " ", "phone error.no_contact"},
		{"no phone number", "Anna", "call me", "", "", "phone error.phone"},
		{"no address", "Anna", "", "anna", "", "email error.email"},
		{"nobody", " ", "010 1234567", "", "", "name error.name_missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			err := unknown().FindReach(Filing{Name: tc.who, Phone: tc.phone, Email: tc.email, Handle: tc.handle}, member(lotte), at(t, "2026-03-05 11:00"))
			if got := said(err); !slices.Equal(got, []string{tc.want}) {
				t.Errorf("refused %v, want %s", got, tc.want)
			}
		})
	}
	c := unknown()
	if err := c.FindReach(Filing{Name: " Anna ", Phone: " 010 1234567 "}, member(lotte), at(t, "2026-03-05 11:00")); err != nil {
		t.Fatal(err)
	}
	if f := c.Filing(); f.Name != "Anna" || f.Phone != "010 1234567" || f.Unknown {
		t.Errorf("reach: %+v", f)
	}
	c = unknown()
	if err := c.FindReach(Filing{Name: "Anna", Handle: " @anna "}, member(lotte), at(t, "2026-03-05 11:00")); err != nil || c.Filing().Handle != "@anna" || c.Filing().Unknown {
		t.Errorf("in a chat: %v, %+v", err, c.Filing())
	}
}

// receivers lists who gets a kind of notice of the newest event.
func receivers(c *Case, kind NoticeKind) []string {
	var to []string
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if n.Kind == kind {
			to = append(to, n.To)
		}
	}
	return to
}

func TestTheFilersMessageFollowsTheirOwnSteps(t *testing.T) {
	if got := receivers(walkTo(t, FaceConfirmed), NoticeReceipt); !slices.Equal(got, []string{lotte}) {
		t.Errorf("after read-back and explanation the receipt goes to %v", got)
	}
}

func TestReassigningTellsBothHandlers(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	err := c.Assign(Assignment{Handler: fatima, Name: "Fatima El Idrissi", Title: "deputy", Why: "officer"}, member(sanne), at(t, "2026-03-05 12:00"))
	if err != nil {
		t.Fatal(err)
	}
	if got := receivers(c, NoticeDesk); !slices.Equal(got, []string{milan, fatima}) {
		t.Errorf("desks of %v change", got)
	}
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if (n.OnDelivered == FormSent) != (n.Kind == NoticeDesk && n.To == fatima) {
			t.Errorf("%s to %s is taken for the form", n.Kind, n.To)
		}
	}
}

func TestNamedColleaguesAreRefusedByThatName(t *testing.T) {
	c, r := newCase(t), registration(t)
	r.About = []string{lotte} // no handler at all
	if err := c.Register(r, member(sanne), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	err := c.Assign(Assignment{Handler: lotte, Title: "x", Why: "officer", Unknown: "x", Skip: "x"}, member(sanne), at(t, "2026-03-05 11:00"))
	if got := said(err); !slices.Equal(got, []string{"handler error.handler_named"}) {
		t.Errorf("refused %v", got)
	}
}

// The explanation follows the read-back, whether the words were approved or refused, and is
// owed until it is recorded; of somebody who could not be reached it is not asked. Reading
// the words again moves it no further (EX-07).
func TestTheExplanationIsOwedAfterARefusalToo(t *testing.T) {
	for _, tc := range []struct {
		verdict    Kind
		due, after string // empty: not owed; owed still once they were approved after all
	}{
		{ReadBackApproved, "2026-03-07 00:00", ""},
		{ReadBackRefused, "2026-03-07 00:00", "2026-03-07 00:00"},
		{ReadBackUnreachable, "", ""},
	} {
		t.Run(string(tc.verdict), func(t *testing.T) {
			c, now := walkTo(t, FaceNew), at(t, "2026-03-05 10:31")
			w, f := &walk{t, c}, c.Filing()
			form := ReadBackForm{Verdict: tc.verdict, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: now, Via: "phone", Note: "no"}
			w.do("read back", c.RecordReadBack(form, member(lotte), now))
			owed := func() string {
				duties, err := c.Duties()
				w.do("derive", err)
				for _, d := range duties {
					if d.Kind == "explain" && d.Open() {
						return d.Due.In(c.Zone()).Format("2006-01-02 15:04")
					}
				}
				return ""
			}
			if got := owed(); got != tc.due {
				t.Errorf("owed by %q, want %q", got, tc.due)
			}
			if tc.after == "" {
				return
			}
			again := at(t, "2026-03-09 10:00")
			form.Verdict, form.At = ReadBackApproved, again
			w.do("read back again", c.RecordReadBack(form, member(lotte), again))
			if got := owed(); got != tc.after {
				t.Errorf("after the approval owed by %q, want %q", got, tc.after)
			}
			w.do("explain", c.Explain(Explanation{At: again, Via: "phone", Given: "kopie meegegeven"}, member(lotte), again))
			if got := owed(); got != "" {
				t.Errorf("explained, and owed by %q", got)
			}
		})
	}
}
