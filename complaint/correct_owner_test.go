package complaint

import (
	"testing"
	"time"
)

// Whoever keeps a promise from now on, or no longer, was kept out of nothing.
func TestWhoKeepsAPromiseWasNotKeptOut(t *testing.T) {
	w := &walk{t, walkTo(t, FaceAssigned)}
	c, now := w.c, at(t, "2026-03-09 12:00")
	w.do("promise", c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, How: "we rebuild it together", Day: "2026-03-30", Note: "said",
		Promises: []Promise{{What: "send the file", User: mees, Who: "Mees Vos", When: "2026-03-20"}}}, member(milan), now))
	form := CorrectForm{Fact: Fact{FactOwner, c.newest(CommitmentMade).Seq}, Users: []string{lotte}, Text: "Lotte", Reason: "it was Lotte"}
	w.do("correct", c.Correct(form, member(sanne), now.Add(time.Hour)))
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if n.Kind == NoticeBack || n.Kind == NoticeForget {
			t.Errorf("told %+v", n)
		}
	}
}
