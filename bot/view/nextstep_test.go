package view

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"pgregory.net/rapid"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// tries is what people may do to a case in these tests; most of it is refused.
var tries = []func(c *complaint.Case, by complaint.Person, now time.Time) error{
	(*complaint.Case).TakeOver, (*complaint.Case).Accept,
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		f := c.Filing()
		return c.RecordReadBack(complaint.ReadBackForm{Verdict: complaint.ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: now, Via: "phone", Explained: true}, by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.Acknowledge(complaint.Receipt{At: now, Via: "phone", With: "her", Said: "said", Day: now.AddDate(0, 0, 9).Format("2006-01-02")}, by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.Classify(complaint.Classification{Class: complaint.Class{Nature: "service", Weight: complaint.Weights[0], Submitted: "oral", Against: "employee"}, Judgement: complaint.Judgement{Object: "accounts"}}, by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.CheckDetails(complaint.DetailsForm{Name: "Anna", Street: "Markt 2", Postcode: "1234 AB", Town: "Utrecht", How: "asked", At: now}, by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		if !slices.ContainsFunc([]string{milan, mees, sanne}, func(user string) bool {
			return c.Assign(complaint.Assignment{Handler: user, Name: "N", Title: "adviser", Why: "officer", Deliverers: []string{joost}, Skip: "away", KeepFiler: true}, by, now) == nil
		}) {
			return complaint.ErrNotFound
		}
		return c.Delivered(complaint.FormSent, c.Handler, now, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "call", Day: now.AddDate(0, 0, 9).Format("2006-01-02"), Note: "said", Folder: "yes", KeepUnadvised: true}, by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.Consult(complaint.Consultation{With: lotte, At: now, Said: "said"}, by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.Prepare(complaint.Draft{Answer: complaint.Answer{Text: "You are right, we refund the fine.", Facts: "we looked", Reasons: "we were late"}, Form: formOf(c), Outcome: "upheld", Ask: true}, by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.AskChanges(len(c.Answers), "name the amount", by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.Approve(len(c.Answers), by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.Deliver(complaint.Delivery{At: now, Via: formOf(c), With: "Anna"}, by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.Extend(complaint.ExtensionForm{Day: now.AddDate(0, 0, 20).Format("2006-01-02"), Reason: "an expert is ill", Via: "phone", At: now}, by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Dissatisfied, At: now, Via: "phone", Note: "x", Why: "nobody else is in"}, by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: now, Via: "phone", Note: "x", Why: "nobody else is in"}, by, now)
	},
	func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{milan}, How: "my sister"}, by, now)
	},
}

// formOf is a way in which the procedure's answers go that asks for no address.
func formOf(c *complaint.Case) string {
	if forms := c.Procedure.Answer.Forms; !slices.Contains(forms, "email") {
		return forms[0]
	}
	return "email"
}

// Wherever people bring a case of each procedure, its card, the message of who filed it, the
// rows of every list and the handler's message name the same next step, in whose time and
// whose it is; what is only the reader's own is called so.
func TestEveryScreenNamesTheSameNextStep(t *testing.T) {
	people, seen := []string{sanne, fatima, mees, milan, lotte}, map[complaint.Step]bool{}
	rapid.Check(t, func(r *rapid.T) {
		c, now := presetCase(t, rapid.SampledFrom(procedure.Presets()).Draw(r, "procedure")), at(t, "2026-03-05 10:20")
		if rapid.IntRange(0, 3).Draw(r, "on its way") == 0 {
			faces := []complaint.Face{complaint.FaceAssigned, complaint.FaceInApproval, complaint.FaceApproved, complaint.FaceAnswered, complaint.FaceReady}
			c, now = caseAt(t, rapid.SampledFrom(faces).Draw(r, "face")), at(t, "2026-03-19 11:00")
		}
		c.Roster.Holders = append(c.Roster.Holders, complaint.Holder{Role: complaint.RolePartner, User: milan})
		first := 0
		for range rapid.IntRange(0, 40).Draw(r, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 9).Draw(r, "hours")) * time.Hour)
			first = (first + rapid.IntRange(0, 3).Draw(r, "along")) % len(tries)
			_ = slices.ContainsFunc(slices.Concat(tries[first:], tries[:first]), func(try func(*complaint.Case, complaint.Person, time.Time) error) bool {
				return slices.ContainsFunc(people, func(by string) bool { return try(c, member(by), now) == nil })
			})
		}
		now = now.Add(time.Duration(rapid.IntRange(0, 200).Draw(r, "later")) * time.Hour)
		if !c.Open() {
			return
		}
		f := sampleFrame(t, lang.EN, now.In(c.Zone()).Format("2006-01-02 15:04"))
		f.P, f.Viewer = f.P.Named(WordsOf(c.Procedure)), complaint.Person{}
		n := c.NextStep(f.Now)
		seen[n.Step] = true
		says := lang.Inline(stepWords(f, c, n, owed))
		alike := func(where, text string) {
			if !strings.Contains(strings.ToLower(text), strings.ToLower(says)) {
				r.Fatalf("%s of a case that is %s does not say %q:\n%s", where, c.Face(), says, text)
			}
		}
		card := Card(f, c)
		if want := lang.Inline(stepText(f, c, n.Step)); !strings.HasSuffix(card.Blocks[0].(*slack.HeaderBlock).Text.Text, f.forWhom(c, n)+want) || greenOf(card.Blocks) != stepActions[n.Step] {
			r.Fatalf("the card offers %s, want %s: %s", greenOf(card.Blocks), want, card.Blocks[0].(*slack.HeaderBlock).Text.Text)
		}
		if n.Duty == nil || !n.Duty.Hours {
			alike("the notification", card.Text)
		}
		for _, user := range people {
			f.Viewer = member(user)
			if c.IsInvolved(user) {
				continue
			}
			if receipt := jsonText(asJSON(t, Receipt(f, c))); user == c.Filer && !strings.Contains(receipt, "*Your turn*") {
				alike("the receipt", receipt)
			}
			if turn, theirs := c.TurnOf(f.Viewer, f.Now); theirs && turn.Duty != nil && asksViewer(f, c, turn.Duty) == nil {
				line := turnLine(f, Turn{c, turn})
				switch own := strings.Contains(line, "Your step: "); {
				case !own:
					alike("the row of "+user+"'s own turn", line)
				case n.Duty != nil && n.Duty.Is(turn.Duty.Kind, turn.Duty.Round):
					r.Fatalf("the row of %s calls the next step of the case their own: %s", user, line)
				}
			}
			if c.MaySee(f.Viewer, complaint.PartCard, f.Now) {
				alike("a row", rowText(f, c, "somebody"))
			}
			if f.handles(c) {
				holdDesk(r, f, c, n, alike)
			}
		}
	})
	if len(seen) < 8 {
		t.Errorf("only %v came up", seen)
	}
}

// holdDesk holds the handler's message to the next step: it names it where somebody else's,
// and has it in green where theirs; a green button that is another says that it is theirs.
func holdDesk(r *rapid.T, f *Frame, c *complaint.Case, n complaint.NextStep, alike func(where, text string)) {
	lines, desk := deskDuties(f, c), Desk(f, c)
	mine := slices.Contains(deskSteps(f, c), n.Step)
	if strings.Contains(lines, "Next step") == mine {
		r.Fatalf("the handler reads, of a step that is theirs: %v:\n%s", mine, lines)
	}
	if !mine {
		alike("the handler's message", lines)
	}
	switch action := greenOf(desk.Blocks); {
	case action == stepActions[complaint.StepAccept] && c.Procedure.Duty(complaint.DutyAccept) != nil:
		if d, err := c.Owed(complaint.DutyAccept, 1); err == nil && d.Open() && !strings.Contains(lines, "Your step: accept the case") {
			r.Fatalf("the handler is not told by when to accept:\n%s", lines)
		}
	case action != "" && action != stepActions[n.Step]:
		r.Fatalf("the handler's message has %s in green, the case asks for %s", action, n.Step)
	}
}

// greenOf is the action of the first green button of these blocks.
func greenOf(blocks []slack.Block) string {
	for _, b := range blocks {
		row, is := b.(*slack.ActionBlock)
		if !is {
			continue
		}
		for _, e := range row.Elements.ElementSet {
			if b, is := e.(*slack.ButtonBlockElement); is && b.Style == slack.StylePrimary {
				return b.ActionID
			}
		}
	}
	return ""
}

// What whoever leads owes first, and all of theirs that is late, has a button on the card,
// wherever the case stands: one that was assigned before it was classified is classified
// from there (CY-22).
func TestTheCardOffersWhatWhoLeadsOwes(t *testing.T) {
	c := presetCase(t, "cygnus", func(c *complaint.Case) error {
		c.Roster.Holders = append(c.Roster.Holders, complaint.Holder{Role: complaint.RolePartner, User: milan})
		return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan", Title: "partner", Why: "partner"}, member(sanne), at(t, "2026-03-05 11:00"))
	})
	for now, want := range map[string][]string{
		"2026-03-05 12:00": {"case.inform.open", "case.enter.open"},
		"2026-03-10 09:00": {"case.inform.open", "case.enter.open", "case.classify.open"},
	} {
		f := sampleFrame(t, lang.EN, now)
		var has []string
		for _, b := range cardButtons(f, c) {
			has = append(has, b.(*slack.ButtonBlockElement).ActionID)
		}
		for _, action := range want {
			if !slices.Contains(has, action) {
				t.Errorf("%s: %v lacks %s", now, has, action)
			}
		}
		if late := slices.Contains(want, "case.classify.open"); slices.Contains(has, "case.classify.open") != late {
			t.Errorf("%s: %v", now, has)
		}
	}
	inLanguages(t, "card.unclassified", "2026-03-10 09:00", func(f *Frame) screen { return Card(f, c) })
}
