package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// The forms of an answer ask for an address only where a letter or an e-mail goes to somebody
// of whom none is on record; and of a letter for the day on which it came, not the time.
func TestALetterInTheForms(t *testing.T) {
	inLanguages(t, "answer.deliver.letter", "2026-03-13 10:05", func(f *Frame) screen {
		return DeliverForm(f, caseAt(t, complaint.FaceApproved), complaint.Delivery{At: f.Now, Via: "letter", With: "Anna de Vries"})
	})
	f := sampleFrame(t, lang.EN, "2026-03-13 10:05")
	for _, tc := range []struct {
		via                    string
		known, address, moment bool
	}{{"letter", false, true, false}, {"letter", true, false, false}, {"email", false, false, true}, {"phone", false, false, true}} {
		c := caseAt(t, complaint.FaceApproved)
		if tc.known {
			d := sampleDraft()
			d.Form = "letter"
			c = caseAt(t, complaint.FaceInProgress)
			must(t, c.Prepare(d, member(milan), f.Now))
			must(t, c.Approve(1, member(mees), f.Now))
		}
		for name, raw := range map[string]string{
			"deliver": string(mustJSON(t, DeliverForm(f, c, complaint.Delivery{At: f.Now, Via: tc.via}))),
			"draft":   string(mustJSON(t, DraftForm(f, c, complaint.Draft{Form: tc.via}, Room{Promises: 1, Parts: 1}))),
		} {
			if got := strings.Contains(raw, `"block_id":"address"`); got != tc.address {
				t.Errorf("%s by %s (address known %v) asks for an address: %v", name, tc.via, tc.known, got)
			}
			if strings.Contains(raw, `"block_id":"email"`) {
				t.Errorf("%s by %s asks for an e-mail address, and there is one", name, tc.via)
			}
			if got := strings.Contains(raw, `"block_id":"when"`); name == "deliver" && (got != tc.moment || strings.Contains(raw, `"block_id":"day"`) == got) {
				t.Errorf("%s by %s asks for the time: %v", name, tc.via, got)
			}
		}
	}
}

// Of somebody of whom no e-mail address is on record every form asks for it where that is the
// way, and only there; a draft may go without.
func TestAnEmailInTheForms(t *testing.T) {
	inLanguages(t, "answer.deliver.email", "2026-03-13 10:05", func(f *Frame) screen {
		c := caseAt(t, complaint.FaceApproved)
		must(t, c.Correct(complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactEmail, Seq: 1}, Reason: "It is of somebody else"}, member(sanne), f.Now))
		return DeliverForm(f, c, complaint.Delivery{At: f.Now, Via: "email", With: "Anna de Vries"})
	})
	f := sampleFrame(t, lang.EN, "2026-03-06 10:05")
	c := givenTo(t, true)
	must(t, c.Correct(complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactEmail, Seq: 1}, Reason: "It is of somebody else"}, member(sanne), f.Now))
	for _, via := range []string{"email", "letter", "phone"} {
		for name, s := range map[string]screen{
			"deliver": DeliverForm(f, c, complaint.Delivery{At: f.Now, Via: via}),
			"draft":   DraftForm(f, c, complaint.Draft{Form: via}, Room{Promises: 1, Parts: 1}),
			"receipt": ReceiptForm(f, c, map[bool]string{true: ConfirmedCalled, false: ConfirmedSent}[via == "phone"], complaint.Receipt{At: f.Now, Via: via}),
		} {
			raw := asJSON(t, s)
			if got := strings.Contains(raw, `"block_id":"email"`); got != (via == "email") || strings.Contains(raw, `"block_id":"address"`) != (via == "letter") {
				t.Errorf("%s by %s asks for an e-mail address: %v", name, via, got)
			}
		}
	}
}

// A letter is posted on a day, which the history says without an hour beside when it was
// written down, and whoever asks the customer reads that it was posted.
func TestALetterWasPosted(t *testing.T) {
	c := caseAt(t, complaint.FaceApproved)
	d := complaint.Delivery{Day: "2026-03-13", Via: "letter", Address: "Kade 1, Utrecht"}
	must(t, c.Deliver(d, member(milan), at(t, "2026-03-16 09:05")))
	for l, want := range map[lang.Language][2]string{
		lang.EN: {"Letter · posted · Milan de Wit · Fri 13 March (recorded Mon 16 March at 09:05)", "The answer to the customer was posted on Fri 13 March"},
		lang.NL: {"Brief · op de post gedaan · Milan de Wit · vr 13 maart (vastgelegd ma 16 maart om 09:05)", "Het antwoord aan de klant ging op de post op vr 13 maart"},
		lang.DA: {"Brev · sendt med posten · Milan de Wit · fre. 13. marts (registreret man. 16. marts kl. 09.05)", "Svaret til kunden blev sendt med posten fre. 13. marts"},
	} {
		f := sampleFrame(t, l, "2026-03-16 09:30")
		for i, s := range []screen{CaseFile(f, c, TabHistory, 1), FollowUpForm(f, c, complaint.FollowUpForm{At: f.Now})} {
			if text := jsonText(asJSON(t, s)); !strings.Contains(text, want[i]) {
				t.Errorf("%s lacks %q:\n%s", l, want[i], text)
			}
		}
	}
}

// Wherever a letter is named its day is, and no hour: in the list of facts and among the
// duties. One whose way was put right is not said to be posted, and has the hour that was
// given with that.
func TestNoHourOfALetterIsSaid(t *testing.T) {
	c, now := caseAt(t, complaint.FaceApproved), at(t, "2026-03-16 09:05")
	must(t, c.Deliver(complaint.Delivery{Day: "2026-03-13", Via: "letter", Address: "Kade 1, Utrecht"}, member(milan), now))
	f := sampleFrame(t, lang.EN, "2026-03-16 09:30")
	told := factOf(t, c, complaint.FactContact)
	moment := complaint.Fact{Code: complaint.FactAt, Seq: told.Seq}
	check := func(what string) {
		t.Helper()
		for place, got := range map[string]string{
			"list of facts": factOption(f, c, moment).Text, "on record": onRecord(f, c, c.OnRecord(moment)), "followed up": followUpTop(f, c),
			"history": eventLineAt(f, c, c.Events[told.Seq-1], 0), "file": jsonText(asJSON(t, CaseFile(f, c, TabOverview, 1))),
		} {
			if !strings.Contains(got, "Fri 13 March") || strings.Contains(got, "13 March at") {
				t.Errorf("%s, %s: %s", what, place, got)
			}
		}
	}
	check("a letter")
	form := c.OnRecord(told)
	form.Code, form.At, form.Reason = "email", at(t, "2026-03-13 15:30"), "Chose the wrong line"
	must(t, c.Correct(form, member(sanne), now))
	if got := followUpTop(f, c) + eventLineAt(f, c, c.Events[told.Seq-1], 0); strings.Contains(got, "posted") || strings.Count(got, "Fri 13 March at 15:30") != 2 {
		t.Errorf("an e-mail: %s", got)
	}
	if got := changed(f, c, c.Events[len(c.Events)-1]); got != "Letter (posted) → E-mail\nFri 13 March → Fri 13 March at 15:30" {
		t.Errorf("its hour: %s", got)
	}
}

// Of a letter the form of a correction asks on which day it was posted, of another answer
// when it was given.
func TestTheDayOfALetterIsCorrected(t *testing.T) {
	c, now := caseAt(t, complaint.FaceApproved), at(t, "2026-03-16 09:05")
	must(t, c.Deliver(complaint.Delivery{Day: "2026-03-13", Via: "letter", Address: "Kade 1, Utrecht"}, member(milan), now))
	f := sampleFrame(t, lang.EN, "2026-03-16 09:30")
	told := factOf(t, c, complaint.FactContact)
	moment := complaint.Fact{Code: complaint.FactAt, Seq: told.Seq}
	for _, letter := range []bool{true, false} {
		raw := string(mustJSON(t, CorrectForm(f, c, c.OnRecord(moment), nil, nil)))
		if strings.Contains(raw, `"initial_date":"2026-03-13"`) != letter || strings.Contains(raw, "datetimepicker") == letter {
			t.Errorf("a letter %v: %s", letter, raw)
		}
		form := c.OnRecord(told)
		form.Code, form.At, form.Reason = "email", at(t, "2026-03-13 15:30"), "Chose the wrong line"
		if letter {
			must(t, c.Correct(form, member(sanne), now))
		}
	}
}

// The corrected day of a receipt that was posted is told as a day too.
func TestTheDayOfAPostedReceiptIsTold(t *testing.T) {
	c, now := inventedCase(t), at(t, "2026-03-09 09:00")
	must(t, c.Acknowledge(complaint.Receipt{Via: "letter", Posted: "2026-03-06", Address: "Kade 1, Utrecht", Said: "Dear madam"}, member(sanne), now))
	f := sampleFrame(t, lang.EN, "2026-03-09 09:30")
	var moment complaint.Fact
	for _, e := range c.Events {
		if e.Kind == complaint.Acknowledged {
			moment = complaint.Fact{Code: complaint.FactAt, Seq: e.Seq}
		}
	}
	must(t, c.Correct(complaint.CorrectForm{Fact: moment, At: at(t, "2026-03-07 00:00"), Reason: "As the receipt says"}, member(sanne), now))
	if got := changed(f, c, c.Events[len(c.Events)-1]); got != "Fri 6 March → Sat 7 March" {
		t.Errorf("told as %s", got)
	}
}
