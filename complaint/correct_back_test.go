package complaint

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Correcting any moment, day or channel and correcting it back gives the same
// deadlines, and a case that is loaded has the same as the one at hand.
func TestCorrectingBackGivesTheSameDuties(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	rapid.Check(t, func(r *rapid.T) {
		c := walkTo(t, rapid.SampledFrom(road).Draw(r, "face"))
		want, err := c.Duties()
		if err != nil {
			r.Fatal(err)
		}
		facts := slices.DeleteFunc(c.Facts(), func(f Fact) bool {
			return slices.Contains([]FactCode{FactName, FactDeliverers, FactAbout, FactHandler, FactTitle}, f.Code)
		})
		fact := rapid.SampledFrom(facts).Draw(r, "fact")
		e := c.Events[fact.Seq-1]
		form := CorrectForm{Fact: fact, Reason: "wrong", KeepOld: true}
		back := CorrectForm{Fact: fact, Reason: "right", At: e.At, KeepOld: true}
		switch fact.Code {
		case FactReceived, FactAt:
			form.At = e.At.Add(-time.Duration(rapid.IntRange(-3000, 20000).Draw(r, "minutes")) * time.Minute)
		case FactVia:
			form.Code, back.Code = "letter", e.Data.Via
		case FactReceiver:
			form.Users = []string{ann}
		case FactOutcome, FactNature, FactSecond, FactWeight, FactBinding, FactCategory, FactParty, FactSubmitted, FactChecked, FactGrade:
			form.Code, back.Code = rapid.SampledFrom(c.Choices(fact)).Draw(r, "code"), c.OnRecord(fact).Code
		case FactDay:
			form.Code, back.Code = e.At.AddDate(0, 0, rapid.IntRange(0, 30).Draw(r, "days")).Format("2006-01-02"), e.Data.Day
		case FactResult:
			form.Code, back.Code = rapid.SampledFrom(CorrectableResults()).Draw(r, "result"), string(e.Kind)
		case FactContact:
			back = c.OnRecord(fact)
			back.Reason = "right"
			form.Code, form.With, form.How, form.Text = rapid.SampledFrom(Ways).Draw(r, "way"), "Somebody", back.How+"!", back.Text+"!"
		case FactReached:
			form.Code, back.Code = string(Attempted), string(Contacted)
			if e.Kind == Attempted {
				form.Code, back.Code = back.Code, form.Code
			}
		case FactPhone, FactEmail, FactAddress, FactHandle, FactSummary, FactStory, FactWish:
			f := c.Filing()
			form.Text, back.Text = "+31 30 765 43 21 a@b.example and so on", *f.words(fact.Code)
		default:
			back = c.OnRecord(fact)
			back.Reason = "right"
			form.Text, form.Users = back.Text+"!", []string{ann}
		}
		if err := c.Correct(form, member(sanne), now); err != nil {
			return
		}
		changed, _ := c.Duties()
		if loaded, _ := reload(c).Duties(); cmp.Diff(changed, loaded) != "" {
			r.Fatalf("loaded it differs: %s", cmp.Diff(changed, loaded))
		}
		if err := c.Correct(back, member(sanne), now); err != nil {
			r.Fatalf("not corrected back: %v", err)
		}
		got, err := c.Duties()
		if err != nil || cmp.Diff(want, got) != "" {
			r.Fatalf("%v (-before +after)\n%s", err, cmp.Diff(want, got))
		}
	})
}
