package complaint

import (
	"fmt"
	"strings"
	"testing"
)

// A message that is logged as a contact keeps who wrote it and where it stands, a
// correction of the contact and a merge too; the address is sealed with the words.
func TestAContactFromAMessage(t *testing.T) {
	now := at(t, "2026-03-10 12:00")
	c := walkTo(t, FaceInProgress)
	q := &Quoted{Author: mees, At: at(t, "2026-03-09 11:00"), Source: "C1:3", Link: "https://firm.slack.com/archives/C1/p3"}
	for _, reached := range []bool{true, false} {
		q.Source += "1"
		f := ContactForm{At: q.At, Via: "chat", Reached: reached, Note: "She wrote to me", Quoted: q}
		if err := c.LogContact(f, member(milan), now); err != nil {
			t.Fatal(err)
		}
		e := c.Events[len(c.Events)-1]
		if e.Author() != mees || e.Data.Source != q.Source || c.Note(e).Link != q.Link || strings.Contains(fmt.Sprintf("%+v", e), "https") {
			t.Errorf("of the message: %+v, sealed %+v", e, c.Note(e))
		}
		if err := c.LogContact(f, member(sanne), now); refusedFor(err) != "error.excerpt_known" {
			t.Errorf("taken twice: %v", err)
		}
		retold := CorrectForm{Fact: Fact{Code: FactContact, Seq: e.Seq}, Code: "email", Text: "She wrote again", Reason: "misread"}
		if err := c.Correct(retold, member(sanne), now); err != nil {
			t.Fatal(err)
		}
		if e := c.Events[e.Seq-1]; e.Author() != mees || c.Note(e).Link != q.Link || c.Note(e).Text != "She wrote again" {
			t.Errorf("corrected: %+v, sealed %+v", e, c.Note(e))
		}
	}
	for _, logged := range c.Events {
		one := c.carriedContact(logged)
		if e := one.Event; e.Author() != c.Events[e.Seq-1].Author() || one.Note.Link != c.Note(c.Events[e.Seq-1]).Link {
			t.Errorf("a duplicate brings along %+v", one)
		}
	}
	if e := *c.newest(HandlerAssigned); e.Author() != "" {
		t.Errorf("whoever handles the case wrote no message: %+v", e)
	}
}
