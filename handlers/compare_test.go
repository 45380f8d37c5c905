package handlers

import (
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// Whoever decides compares from the menu, in the thread and while reading;
// whoever wrote the version that was edited, from the message about it.
func TestCompareVersions(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	edited := answer()
	edited.Text = "U heeft gelijk, wij vergoeden de hele boete."
	o.does(number, func(c *complaint.Case) error { return c.Prepare(edited, full(mees), o.now) })
	s := o.as(sanne)
	ts := o.post(klachten, number, version(2))
	menu := playground.Choosing(view.MoreValue(view.Value(number, 2), view.AnswerCompare))
	s.presses(klachten, ts, "answer.more", menu)
	o.shows(s, "wij vergoeden de *hele* boete.", "alleen in versie 1")
	s.closes()
	s.presses(klachten, ts, "answer.read")
	_, err := s.PressInView("answer.more", menu)
	must(t, err)
	o.shows(s, "*hele*")
	_, err = s.CloseView()
	must(t, err)
	s.inView("answer.approve") // what lay below is still there
	m := o.as(milan)
	m.press(algemeen, "answer.compare", func(f *view.Frame, c *complaint.Case) *view.Message { return view.Changes(f, c, 1) }, number)
	o.shows(m, "*hele*")
}

// What may not be read may not be compared, and what has nothing before it says
// no more than its number.
func TestCompareWhatIsNotTheirs(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	ts := o.post(klachten, number, func(f *view.Frame, c *complaint.Case) *view.Message {
		must(t, c.Prepare(answer(), full(milan), o.now)) // in the drawing only
		return view.ApprovalRequest(f, c, 2)
	})
	menu := playground.Choosing(view.MoreValue(view.Value(number, 2), view.AnswerCompare))
	for _, tc := range []struct{ user, want string }{{lotte, "Wie wel: Sanne Bakker"}, {joost, "Er is geen zaak " + number}} {
		must(t, o.Join(klachten, tc.user))
		p := o.as(tc.user)
		p.presses(klachten, ts, "answer.more", menu)
		o.shows(p, tc.want)
	}
	p := o.as(sanne)
	p.presses(klachten, ts, "answer.more", menu)
	if text := p.ViewText(p.Modal()); strings.Contains(text, "vergoeden") || !strings.Contains(text, number) {
		t.Errorf("a version that is not there: %s", text)
	}
}
