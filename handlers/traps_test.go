package handlers

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/slack-go/slack"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// withdrawn ends a case, as its officer, while forms of it are open.
func (o *office) withdraws(number string) {
	o.t.Helper()
	o.does(number, func(c *complaint.Case) error {
		return c.EndCase(complaint.EndForm{End: complaint.EndWithdrawn, Reason: "Laat maar", With: "Anna", Via: "phone", At: o.now}, full(sanne), o.now)
	})
}

// A form that is sent after its case moved on records nothing, says what is
// the matter, and keeps the window with what was typed.
func TestTrapAModalSubmittedAfterItsCaseMovedOn(t *testing.T) {
	readBack := func(o *office) string { return o.filed(map[string]any{"done": []string{"readback", "explained"}}) }
	for _, tc := range []struct {
		action string // that opened the form
		user   string
		office func(*testing.T) *office
		at     func(*office) string
		fields map[string]any
		moves  func(*office, string) // what happens meanwhile; nil: the case ends
	}{
		{"case.readback.open", lotte, newOffice, (*office).filedPlain, map[string]any{"verdict": "readback_approved"}, nil},
		{"case.readback.open", lotte, newOffice, (*office).filedPlain, map[string]any{"verdict": "readback_approved"}, func(o *office, number string) {
			o.does(number, func(c *complaint.Case) error {
				f := c.Filing()
				return c.RecordReadBack(complaint.ReadBackForm{
					Verdict: complaint.ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: o.now, Via: "phone", Explained: true,
				}, full(sanne), o.now)
			})
			o.withdraws(number)
		}},
		{"case.reach.open", lotte, newOffice, unreachable, map[string]any{"name": "Anna", "phone": "030 1234567"}, nil},
		{"case.ack.open", sanne, newInvented, (*office).inHand, map[string]any{"said": "We bellen terug", "day": "2026-03-20"}, nil},
		{"case.classify.open", sanne, newInvented, (*office).inHand, map[string]any{"nature": "service", "weight": "minor"}, nil},
		{"case.consult.open", milan, newInvented, (*office).inHand, map[string]any{"with": []string{lotte}, "done": "yes", "said": "Beloofd"}, nil},
		{"case.extend.open", sanne, newInvented, (*office).inHand, map[string]any{"day": "2026-04-20", "reason": "De expert is ziek"}, nil},
		{"case.assign.open", sanne, newOffice, readBack, map[string]any{"handler": milan, "deliverers": []string{joost}}, nil},
		{"case.contact.open", milan, newOffice, (*office).handled, map[string]any{"how": "Zoeken het uit", "day": "2026-03-20"}, nil},
		{"case.contact.open", milan, newOffice, (*office).handled, map[string]any{"how": "Zoeken het uit", "day": "2026-03-20"}, func(o *office, number string) {
			o.does(number, func(c *complaint.Case) error {
				return c.LogContact(complaint.ContactForm{At: o.now, Via: "phone", With: "Anna", Reached: true, Note: "Called"}, full(sanne), o.now)
			})
			o.withdraws(number)
		}},
		{"answer.draft.open", milan, newOffice, (*office).handled, map[string]any{"form": "email", "outcome": "upheld", "text": "U heeft gelijk.", "reasons": "Het dossier bleef liggen."}, nil},
		{"answer.draft.open", milan, newOffice, (*office).asked, map[string]any{"text": "Nog beter."}, func(o *office, number string) {
			o.does(number, func(c *complaint.Case) error { return c.Approve(1, full(mees), o.now) })
		}},
		{"answer.changes.open", mees, newOffice, (*office).asked, map[string]any{"comment": "Noem het bedrag"}, nil},
		{"answer.deliver.open", milan, newOffice, (*office).approved, nil, nil},
		{"answer.deliver.open", milan, newOffice, (*office).approved, nil, func(o *office, number string) {
			o.does(number, func(c *complaint.Case) error { return c.WithdrawApproval(1, "fout bedrag", full(mees), o.now) })
		}},
		{"followup.open", sanne, newOffice, (*office).told, map[string]any{"result": "satisfied"}, nil},
		{"followup.open", sanne, newOffice, (*office).told, map[string]any{"result": "satisfied"}, func(o *office, number string) {
			o.does(number, func(c *complaint.Case) error {
				return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Dissatisfied, At: o.now, Via: "phone", Note: "Nee"}, full(lotte), o.now)
			})
		}},
		{"case.close.open", sanne, newOffice, (*office).satisfied, map[string]any{"handling": "Vergoed"}, func(o *office, number string) {
			o.does(number, func(c *complaint.Case) error {
				return c.Close(complaint.Report{Handling: "Vergoed"}, full(fatima), o.now)
			})
		}},
	} {
		t.Run(tc.action, func(t *testing.T) {
			o := tc.office(t)
			number := tc.at(o)
			p := o.as(tc.user)
			must(t, o.joins(tc.user))
			seen, err := p.Press(klachten, o.post(klachten, number, pressable(tc.action)), tc.action)
			must(t, err)
			p.fine(seen)
			if _, err := p.Options("handler", ""); err != nil && tc.action == "case.assign.open" {
				t.Fatal(err)
			}
			p.fill(tc.fields)
			if tc.moves == nil {
				tc.moves = (*office).withdraws
			}
			tc.moves(o, number)
			before := len(o.caseOf(number).Events)
			seen = p.submit()
			if after := len(o.caseOf(number).Events); after != before {
				t.Errorf("%d events came of it", after-before)
			}
			if p.Modal() == nil || len(seen.Errors) > 0 {
				t.Fatalf("nothing says what is the matter: %+v", seen.Errors)
			}
			switch { // what cannot be done any more is not asked again
			case tc.action == "case.close.open":
				o.shows(p, "was je voor")
			case !o.caseOf(number).Open():
				o.shows(p, "kan nu niet")
			}
		})
	}
}

func (o *office) filedPlain() string { return o.filed(nil) }

func unreachable(o *office) string {
	return o.filed(map[string]any{"unknown": "unknown", "phone": "", "name": ""})
}

// joins makes sure that somebody can press in the channel.
func (o *office) joins(user string) error {
	for _, m := range []string{sanne, fatima, mees, milan} {
		if m == user {
			return nil
		}
	}
	return o.Join(klachten, user)
}

// pressable is a message of the case with that button alone.
func pressable(action string) func(*view.Frame, *complaint.Case) *view.Message {
	return func(_ *view.Frame, c *complaint.Case) *view.Message {
		value := c.Number
		if strings.HasPrefix(action, "answer.") && len(c.Answers) > 0 {
			value = fmt.Sprintf("%s:v%d", c.Number, len(c.Answers))
		}
		press := slack.NewButtonBlockElement(action, value, slack.NewTextBlockObject(slack.PlainTextType, action, false, false))
		return &view.Message{Text: action, Blocks: []slack.Block{slack.NewActionBlock("", press)}}
	}
}

// press is a button that acts at once.
type press struct {
	action string
	user   string
	office func(*testing.T) *office
	at     func(*office) string
	seq    int // of the request that it answers
	done   complaint.Kind
}

var presses = []press{
	{"answer.approve", mees, newOffice, (*office).asked, 1, complaint.Approved},
	{"case.accept", milan, newOffice, (*office).handedOut, 0, complaint.Accepted},
	{"extension.agree", sanne, newInvented, moreTimeAsked, 1, complaint.ExtensionAgreed},
	{"agreement.grant", mees, newOffice, closeAsked, 0, complaint.AgreementGiven},
	{"case.end.undo", sanne, newOffice, endedInError, 0, complaint.EndUndone},
	{"case.chase", sanne, newOffice, lateContact, 0, complaint.Chased},
}

func closeAsked(o *office) string {
	number := o.answered()
	o.tried(number, 3)
	o.does(number, func(c *complaint.Case) error { return c.AskClose("Niemand neemt op", full(milan), o.now) })
	return number
}

func moreTimeAsked(o *office) string {
	number := o.inHand()
	o.does(number, func(c *complaint.Case) error {
		return c.Extend(complaint.ExtensionForm{Day: "2026-04-20", Reason: "De expert is ziek"}, full(milan), o.now)
	})
	return number
}

func endedInError(o *office) string {
	number := o.filed(nil)
	o.does(number, func(c *complaint.Case) error { return c.MarkFiledInError("Dubbel ingevuld", full(sanne), o.now) })
	return number
}

func lateContact(o *office) string {
	number, _ := o.remindedOf("2026-03-10 08:30")
	return number
}

// request is the press of that button of a message that is there for long.
func (p press) request(o *office, number, user string) *bot.Request {
	value := number
	if p.seq > 0 {
		value = view.Value(number, p.seq)
	}
	switch p.action {
	case "case.chase":
		value = number + ":contact:1"
	case "agreement.grant":
		value = view.Value(number, lastRequest(o.caseOf(number)).Seq)
	}
	return &bot.Request{
		Kind: bot.KindAction, Route: p.action, Team: firm, User: user, Channel: klachten,
		Action: bot.Action{ID: p.action, Value: value}, Message: bot.Message{Channel: klachten, TS: "1772700000.000100"},
	}
}

// times counts what came of it.
func (p press) times(o *office, number string) (n int) {
	for _, e := range o.caseOf(number).Events {
		if e.Kind == p.done {
			n++
		}
	}
	return n
}

// A button pressed twice at once has one effect, and no press is left without
// an answer that Slack would call a failure.
func TestTrapDoubleClick(t *testing.T) {
	for _, p := range presses {
		t.Run(p.action, func(t *testing.T) {
			o := p.office(t)
			number := p.at(o)
			var both sync.WaitGroup
			for range 2 {
				both.Go(func() {
					r := p.request(o, number, p.user)
					if _, err := o.h.Routes().Actions[p.action](t.Context(), r); err != nil {
						if said, failure := o.h.Explain(r, err, "ref"); failure || said.Open == nil {
							t.Errorf("the loser hears %v", err)
						}
					}
				})
			}
			both.Wait()
			if n := p.times(o, number); n != 1 {
				t.Errorf("it happened %d times", n)
			}
		})
	}
}

// A button of a message from before a restart works at the first press: what it
// needs is in the message and the database, nothing in the process. Whoever may
// not press it is told so, by the new process too.
func TestTrapAMessageFromBeforeARestart(t *testing.T) {
	for _, p := range presses {
		t.Run(p.action, func(t *testing.T) {
			o := p.office(t)
			number := p.at(o)
			o.h = &Handlers{Store: o.store, Slack: o.client(), Now: o.h.Now, Log: o.h.Log, Company: o.h.Company}
			act := o.h.Routes().Actions[p.action]
			for _, stranger := range []string{joost, lotte, gast} {
				r := p.request(o, number, stranger)
				_, err := act(t.Context(), r)
				if said, failure := o.h.Explain(r, err, "ref"); err == nil || failure || said.Open == nil && said.Ephemeral == nil {
					t.Errorf("%s is told %+v, %v", stranger, said, err)
				}
			}
			if n := p.times(o, number); n != 0 {
				t.Fatalf("done %d times by people without rights", n)
			}
			if _, err := act(t.Context(), p.request(o, number, p.user)); err != nil || p.times(o, number) != 1 {
				t.Errorf("the first press: %v, done %d times", err, p.times(o, number))
			}
		})
	}
}

// A form that was open when the process ended is taken by the next one.
func TestTrapAModalFromBeforeARestart(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	p := o.as(mees)
	p.presses(klachten, o.post(klachten, number, version(1)), "answer.changes.open")
	metadata := p.Modal().Metadata
	again := &Handlers{Store: o.store, Slack: o.client(), Now: o.h.Now, Log: o.h.Log, Company: o.h.Company}
	_, err := again.Routes().Submits["answer.changes"](t.Context(), &bot.Request{
		Kind: bot.KindSubmit, Route: "answer.changes", Team: firm, User: mees,
		View: bot.View{ID: "V1", Modal: true, Metadata: metadata, Values: map[string]bot.Field{"comment": {Text: "Noem het bedrag"}}},
	})
	if c := o.caseOf(number); err != nil || c.Comment(1) != "Noem het bedrag" {
		t.Errorf("%v, asked for %q", err, c.Comment(1))
	}
}

// A button of an older version decides nothing about the newer one.
func TestTrapAnOldVersionsButton(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	old := o.post(klachten, number, version(1))
	o.does(number, func(c *complaint.Case) error { return c.Prepare(answer(), full(milan), o.now) })
	p := o.as(mees)
	for _, action := range []string{"answer.approve", "answer.changes.open"} {
		p.presses(klachten, old, action)
		o.shows(p, "versie 2")
		_, err := p.CloseView()
		must(t, err)
	}
	if a := o.caseOf(number).Answer(); a.Version != 2 || a.Verdict != "" {
		t.Errorf("version %d is %q", a.Version, a.Verdict)
	}
}
