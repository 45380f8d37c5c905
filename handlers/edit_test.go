package handlers

import (
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/lang"
	"ombud/playground"
)

// menus picks a line of the menu beside the decision on a version.
func (p person) menus(draw func(*view.Frame, *complaint.Case) *view.Message, number string, do complaint.Step) {
	p.o.t.Helper()
	ts := p.o.post(klachten, number, draw)
	p.presses(klachten, ts, "answer.more", playground.Choosing(view.MoreValue(view.Value(number, 1), do)))
}

// An approver edits the answer that waits: their version goes up at once, for
// somebody else.
func TestAnApproverEditsTheAnswer(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	p := o.as(mees)
	p.menus(version(1), number, view.AnswerEdit)
	o.shows(p, "Antwoord "+number, "Akkoord vragen")
	text := p.ViewText(p.Modal())
	if !strings.Contains(string(p.Modal().State), "wij vergoeden de boete") || strings.Contains(text, "Bewaren als concept") {
		t.Errorf("not begun with version 1, or it may be kept: %s", text)
	}
	p.fill(map[string]any{"text": "U heeft gelijk, wij vergoeden de boete van € 385."})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	if a := o.caseOf(number).Answer(); a.Version != 2 || a.Author != mees || !a.Asked {
		t.Fatalf("kept %+v", a)
	}
	p.press(klachten, "answer.approve", version(2), number)
	o.shows(p, "Jij schreef dit antwoord, dus een ander keurt het goed. Nu: Sanne Bakker.")
	o.as(sanne).press(klachten, "answer.approve", version(2), number)
	if c := o.caseOf(number); c.Face() != complaint.FaceApproved {
		t.Errorf("stands at %s", c.Face())
	}
}

// Whoever wrote a version cannot approve it by way of a colleague who saves it
// as theirs: not by a click, nor by a forged one.
func TestNobodyApprovesTheirOwnByWayOfAColleague(t *testing.T) {
	o := newOffice(t)
	o.changeRoster(func(r *complaint.Roster) {
		r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleManagement, User: fatima})
	})
	number := o.handled()
	o.does(number, func(c *complaint.Case) error { return c.Prepare(answer(), full(sanne), o.now) })
	p := o.as(mees)
	p.menus(version(1), number, view.AnswerEdit)
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	ts := o.post(klachten, number, version(2))
	for _, tc := range []struct {
		l    lang.Language
		want string
	}{
		{lang.EN, "You wrote part of this answer, so someone else approves it. Now: Fatima El Idrissi."},
		{lang.NL, "Jij schreef mee aan dit antwoord, dus een ander keurt het goed. Nu: Fatima El Idrissi."},
		{lang.DA, "Du har skrevet med på svaret, så en anden skal godkende det. Nu: Fatima El Idrissi."},
	} {
		must(t, o.store.ChooseLanguage(t.Context(), sanne, string(tc.l)))
		o.h.languages.Clear()
		for _, action := range []string{"answer.approve", "answer.changes.open"} {
			s := o.as(sanne)
			s.presses(klachten, ts, action)
			o.shows(s, tc.want)
			s.closes()
		}
	}
	if a := o.caseOf(number).Answer(); a.Version != 2 || a.Author != mees || a.Verdict != "" {
		t.Fatalf("stands at %+v", a)
	}
	o.as(fatima).presses(klachten, ts, "answer.approve")
	if c := o.caseOf(number); c.Face() != complaint.FaceApproved {
		t.Errorf("stands at %s", c.Face())
	}
}

// With nobody left to decide on it, the edit is refused beside the field.
func TestTheLastApproverCannotEdit(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	o.does(number, func(c *complaint.Case) error { return c.Prepare(answer(), full(sanne), o.now) })
	p := o.as(mees)
	p.menus(version(1), number, view.AnswerEdit)
	if seen := p.submit(); !strings.Contains(seen.Errors["ask"], "Er is niemand over die hiermee akkoord mag gaan") {
		t.Errorf("says %v", seen.Errors)
	}
	if c := o.caseOf(number); len(c.Answers) != 1 || c.MayDecide(1, full(mees), o.now) != nil {
		t.Errorf("%d versions", len(c.Answers))
	}
}

// A menu of an older version, of one who may not, and one that nobody drew.
func TestTheMenuBesideADecision(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	ts := o.post(klachten, number, version(1))
	choose := func(user string, do complaint.Step) person {
		p := o.as(user)
		must(t, o.Join(klachten, user))
		p.presses(klachten, ts, "answer.more", playground.Choosing(view.MoreValue(view.Value(number, 1), do)))
		return p
	}
	o.shows(choose(fatima, view.AnswerEdit), "Nu: ", "Milan de Wit")
	o.shows(choose(lotte, view.AnswerEdit), "Wie wel: Sanne Bakker")
	o.shows(choose(joost, view.AnswerEdit), "Er is geen zaak "+number)
	r := &bot.Request{Kind: bot.KindAction, User: mees, Action: bot.Action{Value: view.MoreValue(view.Value(number, 1), "burn")}}
	if _, err := o.h.moreOfAnswer(t.Context(), r); err == nil {
		t.Error("a line that nobody drew does something")
	}
	o.does(number, func(c *complaint.Case) error { return c.Prepare(answer(), full(milan), o.now) })
	o.shows(choose(mees, view.AnswerEdit), "Er is een nieuwere versie van dit antwoord: versie 2")
}

// Of an approver who edits and one who decides, the first wins: the second is
// told, and nothing they did not see is lost.
func TestEditedAndDecidedAtOnce(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	p := o.as(mees)
	p.menus(version(1), number, view.AnswerEdit)
	o.as(sanne).press(klachten, "answer.approve", version(1), number)
	p.fill(map[string]any{"text": "Te laat"})
	p.submit()
	o.shows(p, "Nu: ", "Milan de Wit")
	if c := o.caseOf(number); len(c.Answers) != 1 || c.Face() != complaint.FaceApproved {
		t.Errorf("%d versions at %s", len(c.Answers), c.Face())
	}
}
