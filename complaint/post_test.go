package complaint

import (
	"slices"
	"testing"
	"time"
)

// A letter needs an address: of a complainant of whom only a telephone number is known, no
// answer by letter goes up for approval and none counts as given before one is on record.
func TestALetterNeedsAnAddress(t *testing.T) {
	now := at(t, "2026-03-12 12:00")
	letter := func(address string) Draft {
		d := draft()
		d.Form, d.Address = "letter", address
		return d
	}
	byLetter := func(address string) Delivery {
		return Delivery{Day: "2026-03-13", Via: "letter", Address: address}
	}
	for _, tc := range []struct {
		name string
		face Face
		do   func(c *Case) error
		want []string
	}{
		{"asked, without", FaceInProgress, func(c *Case) error { return c.Prepare(letter(" "), member(milan), now) }, []string{"address error.letter_address"}},
		{"asked, with", FaceInProgress, func(c *Case) error { return c.Prepare(letter(" Kade 1, Utrecht "), member(milan), now) }, nil},
		{"kept as a draft", FaceInProgress, func(c *Case) error {
			d := letter("")
			d.Ask = false
			return c.Prepare(d, member(milan), now)
		}, nil},
		{"by telephone", FaceInProgress, func(c *Case) error { return c.Prepare(draft(), member(milan), now) }, nil},
		{"given, without", FaceApproved, func(c *Case) error { return c.Deliver(byLetter(""), member(milan), at(t, "2026-03-16 12:00")) }, []string{"address error.letter_address"}},
		{"given, with", FaceApproved, func(c *Case) error {
			return c.Deliver(byLetter("Kade 1, Utrecht"), member(milan), at(t, "2026-03-16 12:00"))
		}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			if got := said(tc.do(c)); !slices.Equal(got, tc.want) {
				t.Fatalf("got %v, want %v", got, tc.want)
			}
			f := c.Filing()
			if known := f.Address; known != "" && (known != "Kade 1, Utrecht" || f.Phone == "" || c.FilingBefore(find(t, c, Corrected)).Address != "" || c.WantsAddress("letter")) {
				t.Errorf("on record %+v", f)
			} else if want := tc.want == nil && tc.name != "kept as a draft" && tc.name != "by telephone"; (known != "") != want {
				t.Errorf("on record %q", known)
			}
		})
	}
}

// An e-mail needs an address as a letter does: of a complainant of whom only a telephone
// number is known, nothing counts as told by e-mail before one is on record, and what can be
// no address is refused where it was typed, in a draft too.
func TestAnEmailNeedsAnAddress(t *testing.T) {
	now := at(t, "2026-03-16 12:00")
	draftTo := func(address string, ask bool) func(c *Case) error {
		d := draft()
		d.Form, d.Address, d.Ask = mailVia, address, ask
		return func(c *Case) error { return c.Prepare(d, member(milan), now) }
	}
	given := func(address string) func(c *Case) error {
		return func(c *Case) error {
			return c.Deliver(Delivery{At: now, Via: mailVia, Address: address}, member(milan), now)
		}
	}
	const missing, malformed = "email error.mail_address", "email error.email"
	for _, tc := range []struct {
		name string
		face Face
		do   func(c *Case) error
		want []string
		kept string
	}{
		{"asked, without", FaceInProgress, draftTo(" ", true), []string{missing}, ""},
		{"asked, malformed", FaceInProgress, draftTo("anna", true), []string{malformed}, ""},
		{"asked, with", FaceInProgress, draftTo(" anna@zon.example ", true), nil, "anna@zon.example"},
		{"a draft, without", FaceInProgress, draftTo("", false), nil, ""},
		{"a draft, malformed", FaceInProgress, draftTo("anna@", false), []string{malformed}, ""},
		{"a draft, with", FaceInProgress, draftTo("anna@zon.example", false), nil, "anna@zon.example"},
		{"given, without", FaceApproved, given(""), []string{missing}, ""},
		{"given, malformed", FaceApproved, given("anna at zon"), []string{malformed}, ""},
		{"given, with", FaceApproved, given("anna@zon.example"), nil, "anna@zon.example"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := byTelephone(t, tc.face)
			if got := said(tc.do(c)); !slices.Equal(got, tc.want) {
				t.Fatalf("got %v, want %v", got, tc.want)
			}
			for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				f := c.Filing()
				if f.Email != tc.kept || f.Phone == "" || f.Address != "" || c.WantsAddress(mailVia) != (tc.kept == "") {
					t.Errorf("%s: on record %+v, asked for: %v", how, f, c.WantsAddress(mailVia))
				}
			}
		})
	}
}

// byTelephone is a case at that face of a complainant of whom no e-mail address is on record.
func byTelephone(t *testing.T, face Face) *Case {
	t.Helper()
	c := walkTo(t, face)
	must(t, c.Correct(CorrectForm{Fact: Fact{FactEmail, 1}, Reason: "It is of somebody else"}, member(sanne), at(t, "2026-03-16 11:00")))
	return c
}

// Once on record it is asked for no more, whatever stands in a form that was open before.
func TestAnEmailAddressIsAskedOnce(t *testing.T) {
	c, now := byTelephone(t, FaceInProgress), at(t, "2026-03-16 12:00")
	d := draft()
	d.Form, d.Address = mailVia, "anna@zon.example"
	must(t, c.Prepare(d, member(milan), now))
	d.Address = "someone@else.example"
	must(t, c.Prepare(d, member(milan), now))
	if got := c.Filing().Email; got != "anna@zon.example" {
		t.Errorf("on record %q", got)
	}
}

// Of a complainant whom nobody knows, no form asks for an address: an answer stays in the
// file, and none was given by letter or e-mail.
func TestNoLetterToSomebodyUnknown(t *testing.T) {
	c, r := newCase(t), registration(t)
	r.Unknown = true
	must(t, c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
	for via, text := range map[string]string{letterVia: "error.letter_unknown", mailVia: "error.mail_unknown"} {
		if got := said(c.checkSent(via, "Kade 1").orNil()); !slices.Equal(got, []string{"via " + text}) || c.WantsAddress(via) {
			t.Errorf("%s: got %v, asked for: %v", via, got, c.WantsAddress(via))
		}
		if got := c.checkAddress(via, ""); got != nil {
			t.Errorf("an answer by %s for the file: %v", via, got)
		}
	}
}

// Of a letter the day is kept on which it was posted, which lies between its approval and
// now; one whose moment is on record was not, nor was another answer.
func TestALetterHasTheDayOnWhichItWasPosted(t *testing.T) {
	now := at(t, "2026-03-17 10:00")
	for _, tc := range []struct {
		day  string
		want []string
		at   string
	}{
		{"", []string{"day error.day_missing"}, ""},
		{"2026-03-11", []string{"day error.before_approval"}, ""},
		{"2026-03-18", []string{"day error.future"}, ""},
		{"2026-03-16", nil, "2026-03-16 12:00"},
		{"2026-03-17", nil, "2026-03-17 10:00"}, // not later than now
		{"2026-03-13", nil, ""},                 // not before the approval of that day
	} {
		t.Run(tc.day, func(t *testing.T) {
			c := walkTo(t, FaceApproved)
			approved := c.Answer().DecidedAt
			got := said(c.Deliver(Delivery{Day: tc.day, Via: "letter", Address: "Kade 1, Utrecht"}, member(milan), now))
			if !slices.Equal(got, tc.want) {
				t.Fatalf("approved %v: got %v, want %v", approved, got, tc.want)
			}
			var want time.Time
			switch {
			case tc.want != nil:
			case tc.at != "":
				want = at(t, tc.at)
			case approved.Before(at(t, "2026-03-13 12:00")):
				want = at(t, "2026-03-13 12:00")
			default:
				want = approved
			}
			if e := c.newest(Told); !c.ToldAt.Equal(want) || c.Posted() != (tc.want == nil) || e != nil && !e.NoHour() {
				t.Errorf("told %v, want %v, posted %v", c.ToldAt, want, c.Posted())
			}
		})
	}
}

// Who follows up hears at once that the customer has the answer, of a letter on the
// working day after it was posted.
func TestALetterIsAskedAboutTheDayAfter(t *testing.T) {
	now := at(t, "2026-03-17 10:00")
	for via, want := range map[string]string{"email": "2026-03-17", "letter": "2026-03-18"} {
		c := walkTo(t, FaceApproved)
		d := Delivery{At: now, Via: via}
		if via == "letter" {
			d = Delivery{Day: "2026-03-17", Via: via, Address: "Kade 1, Utrecht"}
		}
		must(t, c.Deliver(d, member(milan), now))
		owed := dutyOf(t, c, DutyFollowUp)
		first, applies, err := c.moment(&owed, StageStart)
		if got := first.In(c.Zone()).Format("2006-01-02"); err != nil || !applies || got != want {
			t.Errorf("by %s: %v %v %v, want %s", via, first, applies, err, want)
		}
	}
}

func TestNoOtherAnswerWasPosted(t *testing.T) {
	for _, via := range []string{"email", "letter"} {
		c, now := walkTo(t, FaceApproved), at(t, "2026-03-17 10:00")
		must(t, c.Deliver(Delivery{At: now, Via: via, Address: "Kade 1, Utrecht"}, member(milan), now))
		if c.Posted() || c.newest(Told).NoHour() != (via == "letter") {
			t.Errorf("by %s: posted %v, without its hour %v", via, c.Posted(), c.newest(Told).NoHour())
		}
	}
}

// An answer that is told again by letter, because the way of the first time was put right,
// was first told when it was: no letter was posted on that day.
func TestALetterAfterACallWasNotPostedOnTheDayOfTheCall(t *testing.T) {
	w := answeredInWriting(t)
	c, first := w.c, at(t, "2026-03-09 12:00")
	w.reachedBy(Told, "phone", at(t, "2026-03-10 09:00"), func(f *CorrectForm) { f.Said = "All of it" })
	w.do("post it", c.Deliver(Delivery{Day: "2026-03-12", Via: "letter", Address: "Kade 1, Aarhus"}, member(sanne), at(t, "2026-03-13 09:00")))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if c.Posted() || c.ToldDayOnly() || !c.ToldAt.Equal(first) {
			t.Errorf("%s: told %v, posted %v, without the hour %v", how, c.ToldAt, c.Posted(), c.ToldDayOnly())
		}
		if e := c.newest(Told); !e.Posted() || !e.NoHour() {
			t.Errorf("%s: the letter: posted %v, without its hour %v", how, e.Posted(), e.NoHour())
		}
	}
}

// A letter whose way is put right was not posted, and its hour is given with that. Put back it
// was posted after all, on a day that can be put right as well.
func TestALetterThatWasNone(t *testing.T) {
	w, now := danish(t, "phone"), at(t, "2026-03-10 16:00")
	c := w.c
	w.handled()
	w.do("hear", hear(c, at(t, "2026-03-09 12:00")))
	w.do("draft", c.Prepare(inWriting(), member(sanne), at(t, "2026-03-09 12:00")))
	w.do("post", c.Deliver(Delivery{Day: "2026-03-10", Via: "letter", Address: "Kade 1, Aarhus"}, member(sanne), now))
	check := func(what string, posted, noHour bool) {
		t.Helper()
		for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
			if e := c.newest(Told); c.Posted() != posted || e.Posted() != posted || c.ToldDayOnly() != noHour || e.NoHour() != noHour {
				t.Errorf("%s, %s: posted %v, without its hour %v", what, how, c.Posted(), c.ToldDayOnly())
			}
		}
	}
	check("posted", true, true)
	hour := func(f *CorrectForm) { f.At = at(t, "2026-03-10 14:30") }
	w.reachedBy(Told, "email", now, hour)
	check("it was an e-mail", false, false)
	w.reachedBy(Told, "letter", now, func(f *CorrectForm) { f.Day = "2026-03-10" })
	check("it was a letter", true, true)
	day := CorrectForm{Fact: Fact{FactAt, seqOf(t, c, Told)}, At: at(t, "2026-03-10 00:00"), Reason: "As the receipt says"}
	if err := c.Correct(day, member(sanne), now); !refusedAs(err, "error.correct_same") {
		t.Errorf("the day it has: %v", err)
	}
	day.At = at(t, "2026-03-11 00:00")
	if err := c.Correct(day, member(sanne), now); !refusedAs(err, "error.future") {
		t.Errorf("tomorrow: %v", err)
	}
	day.At = at(t, "2026-03-09 00:00")
	w.do("its day", c.Correct(day, member(sanne), now))
	if e := c.newest(Told); !c.ToldAt.Equal(at(t, "2026-03-09 12:00")) || !e.Posted() {
		t.Errorf("posted %v: %v", e.Posted(), c.ToldAt)
	}
	day.At = at(t, "2026-03-10 00:00")
	w.do("back", c.Correct(day, member(sanne), now))
	w.reachedBy(Told, "email", now, hour)
	check("an e-mail after all", false, false)
}
