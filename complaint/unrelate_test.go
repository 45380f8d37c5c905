package complaint

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// numbered is a case that Lotte filed, under that number.
func numbered(t testing.TB, number string, change func(*Registration)) *Case {
	t.Helper()
	c, r := newCase(t), registration(t)
	if change != nil {
		change(&r)
	}
	must(t, c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
	c.Number = number
	return c
}

// unrelate takes the link between two cases back.
func unrelate(one, other *Case, reason string, by string, now time.Time, channel ...string) error {
	return Unrelate(one, other, CorrectForm{Fact: one.linkTo(other.Number), Reason: reason, Channel: channel}, member(by), now)
}

// A wrong link goes from both cases, with the reason, by whoever leads both, and can be made
// again; the history keeps both, and a merge is no such link.
func TestAWrongLinkIsTakenBack(t *testing.T) {
	now := at(t, "2026-03-06 11:00")
	one, other := numbered(t, "K-2026-0001", nil), numbered(t, "K-2026-0002", nil)
	must(t, Relate(one, other, member(sanne), now))
	for name, tc := range map[string]struct {
		by, reason, want string
		prepare          func(one, other *Case)
	}{
		"without a reason":        {sanne, "  ", "error.reason_missing", nil},
		"by the filer":            {lotte, "x", "error.not_allowed", nil},
		"of one they may not see": {sanne, "x", ErrNotFound.Error(), func(_, other *Case) { other.Interested = []string{sanne} }},
		"of no link":              {sanne, "x", "error.fact_missing", func(_, other *Case) { other.Number = "K-2026-0009" }},
	} {
		a, b := reload(one), reload(other)
		a.Number, b.Number = one.Number, other.Number
		fact := a.linkTo(b.Number)
		if tc.prepare != nil {
			tc.prepare(a, b)
		}
		err := Unrelate(a, b, CorrectForm{Fact: fact, Reason: tc.reason}, member(tc.by), now)
		if errors.Is(err, ErrNotFound) && tc.want == ErrNotFound.Error() {
			err = nil
			tc.want = ""
		}
		if textOf(err) != tc.want || len(a.Events) != len(one.Events) || len(b.Events) != len(other.Events) {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
	if err := one.Correct(CorrectForm{Fact: one.linkTo(other.Number), Reason: "x"}, member(sanne), now); !refusedAs(err, "error.fact_missing") {
		t.Errorf("in one of them alone: %v", err)
	}
	must(t, unrelate(one, other, "The wrong number", fatima, now))
	for i, c := range []*Case{one, other, reload(one), reload(other)} {
		last := c.Events[len(c.Events)-1]
		if len(c.Related) > 0 || c.linkTo("K-2026-0001").Seq+c.linkTo("K-2026-0002").Seq > 0 || last.Kind != Corrected {
			t.Errorf("case %d is linked to %v", i, c.Related)
		}
		if want := []string{"The wrong number", ""}[i%2]; c.CorrectionOf(last).Reason != want {
			t.Errorf("case %d says why: %q", i, c.CorrectionOf(last).Reason)
		}
		if got := c.Links(); len(got) != 1 || c.Written(c.Events[last.Data.Event-1]).Data.Case != got[0] {
			t.Errorf("the history of case %d speaks of %v", i, got)
		}
	}
	must(t, Relate(one, other, member(sanne), now))
	if !slices.Equal(reload(one).Related, []string{"K-2026-0002"}) || !slices.Equal(reload(other).Related, []string{"K-2026-0001"}) {
		t.Errorf("linked again: %v and %v", reload(one).Related, reload(other).Related)
	}
	must(t, Merge(other, one, "twice", member(sanne), now))
	if facts := one.Facts(); slices.ContainsFunc(facts, func(f Fact) bool { return f.Code == FactLink && one.OnRecord(f).With == "" }) || len(one.Absorbs()) != 1 {
		t.Errorf("of the merge: %v", facts)
	}
}

// A case that was filed as one whose customer came back keeps out and is hidden as that one
// is. Once the link is taken back it is judged by itself: who was kept out for that alone
// sees it again and is told, and it is in the channel, unless something of its own forbids.
func TestALinkThatHidIsJudgedAgain(t *testing.T) {
	now := at(t, "2026-03-06 11:00")
	old := walkTo(t, FaceClosed)
	old.Number, old.Confidential = "K-2025-0007", true
	old.About = []string{mees}
	for _, tc := range []struct {
		name    string
		change  func(*Registration)
		channel []string
		kept    []string
		hidden  bool
		effects []Effect
	}{
		{"nothing of its own", nil, []string{sanne, fatima}, []string{}, false, []Effect{
			{Code: EffectSees, Users: []string{mees}}, {Code: EffectFree, Users: []string{joost}}, {Code: EffectReturns},
		}},
		{"who is in the channel is not known", nil, nil, []string{}, true, []Effect{
			{Code: EffectSees, Users: []string{mees}}, {Code: EffectFree, Users: []string{joost}}, {Code: EffectStays},
		}},
		{"about one of them as well", func(r *Registration) { r.About = []string{mees} }, []string{sanne, mees}, []string{mees}, true, []Effect{
			{Code: EffectFree, Users: []string{joost}}, {Code: EffectStays},
		}},
		{"whoever filed it said so", func(r *Registration) { r.Interested, r.Interest = true, "my brother is there" }, []string{sanne, lotte}, []string{lotte}, true, []Effect{
			{Code: EffectSees, Users: []string{mees}}, {Code: EffectFree, Users: []string{joost}}, {Code: EffectStays},
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := numbered(t, "K-2026-0042", func(r *Registration) {
				r.Follow(old)
				if tc.change != nil {
					tc.change(r)
				}
			})
			if !c.Confidential || c.MaySee(member(mees), PartCard, now) {
				t.Fatal("it is hidden from nobody")
			}
			form := CorrectForm{Fact: c.linkTo(old.Number), Channel: tc.channel}
			if diff := cmp.Diff(tc.effects, c.Effects(form, now)); diff != "" {
				t.Errorf("told before: (-want +got)\n%s", diff)
			}
			must(t, unrelate(c, reload(old), "Another customer", sanne, now, tc.channel...))
			for name, seen := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				if !slices.Equal(seen.Involved(), tc.kept) || seen.Confidential != tc.hidden || len(seen.Related) > 0 {
					t.Errorf("%s: keeps out %v, hidden %v, linked to %v", name, seen.Involved(), seen.Confidential, seen.Related)
				}
			}
			told := noticesSince(c, c.Events[len(c.Events)-1].Seq-2, NoticeBack)
			if sees := c.MaySee(member(mees), PartFiling, now); (len(told) > 0) != sees {
				t.Errorf("sees it again: %v, told %v", sees, told)
			}
		})
	}
}

// A wrong link to a case that was erased since goes from the one that is left, by whoever
// leads that, and lets go whom it kept out; nothing of the erased one changes.
func TestAWrongLinkToAnErasedCaseIsTakenBack(t *testing.T) {
	now := at(t, "2026-03-06 11:00")
	old := walkTo(t, FaceClosed)
	old.Number, old.Confidential = "K-2025-0007", true
	old.About = []string{mees}
	c := numbered(t, "K-2026-0042", func(r *Registration) { r.Follow(old) })
	must(t, Relate(c, old, member(fatima), now))
	old.record(CaseErased, Clock, now, now, Data{Why: EraseTerm}, 0)
	before := len(old.Events)
	if err := unrelate(c, old, "Another customer", milan, now, sanne, fatima); err == nil || len(c.linkTo(old.Number).Code) == 0 {
		t.Errorf("by one who leads neither: %v", err)
	}
	must(t, unrelate(c, old, "Another customer", sanne, now, sanne, fatima))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if len(c.Related)+len(c.Involved()) > 0 || c.Confidential || !c.MaySee(member(mees), PartFiling, now) {
			t.Errorf("%s: linked to %v, keeps out %v, hidden %v", how, c.Related, c.Involved(), c.Confidential)
		}
	}
	if len(old.Events) != before {
		t.Errorf("the erased one says %s", old.Events[before].Kind)
	}
}
