package complaint

import (
	"testing"
	"time"
)

// What is written down after its deadline as done before it needs the reason why only now;
// what was late, was written down in time, or has no deadline needs none (B4.7).
func TestWhyOnlyNow(t *testing.T) {
	early, late, now := at(t, "2026-03-06 12:00"), at(t, "2026-03-19 12:00"), at(t, "2026-03-20 16:10")
	letter := func(when time.Time) func(*Case, time.Time) error {
		return func(c *Case, now time.Time) error {
			r := confirmedByLetter(t, "2026-03-06 12:00")
			r.At = when
			return c.Acknowledge(r, member(mees), now)
		}
	}
	for _, tc := range []struct {
		name string
		do   func(*Case, time.Time) error
		now  time.Time
		asks bool
	}{
		{"in time, written down late", letter(early), now, true},
		{"late", letter(late), now, false},
		{"in time, written down in time", letter(early), early.Add(time.Hour), false},
		{"without a deadline", func(c *Case, now time.Time) error {
			return c.LogContact(ContactForm{At: early, Via: "phone", Note: "voicemail"}, member(mees), now)
		}, now, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for why, want := range map[string]string{" ": "belated error.belated", " The letter lay in another file ": ""} {
				c := klachten(t)
				must(t, c.Classify(assessed(), member(mees), at(t, "2026-03-02 11:00")))
				if !tc.asks {
					want = ""
				}
				err := c.Belated(why, tc.now, func() error { return tc.do(c, tc.now) })
				if got := refusedFor(err); got != want {
					t.Fatalf("with %q: %q, want %q", why, got, want)
				}
				kept := ""
				for _, e := range c.Events {
					kept += c.BelatedWhy(e)
				}
				if want := map[bool]string{true: "The letter lay in another file"}[err == nil && tc.asks]; kept != want {
					t.Errorf("on record %q, want %q", kept, want)
				}
			}
		})
	}
	c := klachten(t)
	if got := refusedFor(c.Belated("", now, func() error { return refuse("error.future") })); got != "error.future" {
		t.Errorf("a step that is refused: %q", got)
	}
}

// More time that the complainant was told of before the old day, and that is written down
// after it, is asked why; of one who is told only then nobody asks.
func TestWhyOnlyNowOfMoreTime(t *testing.T) {
	for toldAfter, want := range map[time.Duration]string{-239 * time.Hour: "belated error.belated", time.Hour: ""} {
		w := &walk{t, inHand(t)}
		d := w.c.Extendable()
		asked := d.Due.Add(-240 * time.Hour)
		w.do("ask", w.c.Extend(ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek"}, member(milan), asked))
		w.do("agree", w.c.AgreeExtension(1, member(w.c.Deciders(&w.c.Extensions[0], asked)[0]), asked))
		now := d.Due.Add(2 * time.Hour)
		err := w.c.Belated("", now, func() error {
			return w.c.Extend(ExtensionForm{Via: "phone", At: d.Due.Add(toldAfter)}, member(milan), now)
		})
		if got := refusedFor(err); got != want {
			t.Errorf("told %v after the old day: %q, want %q", toldAfter, got, want)
		}
	}
}

// So is what makes a late duty fall away, or start anew, since before it was due: that the
// complainant withdrew by then, or heard from the partner. Silence in the file, which is on
// nobody's list, is made up for by nothing.
func TestWhyOnlyNowOfWhatIsOwedNoMore(t *testing.T) {
	spoke := func(by string) func(*Case, time.Time, time.Time) error {
		return func(c *Case, when, now time.Time) error {
			return c.LogContact(ContactForm{At: when, Via: "phone", Reached: true, Note: "they wait"}, member(by), now)
		}
	}
	for _, tc := range []struct {
		name, when, now string
		c               func() *Case
		do              func(c *Case, when, now time.Time) error
		asks            bool
	}{
		{"withdrawn in time", "2026-03-27 12:00", "2026-04-07 12:00", func() *Case { return inHand(t) }, withdraws, true},
		{"withdrawn late", "2026-04-06 12:00", "2026-04-07 12:00", func() *Case { return inHand(t) }, withdraws, false},
		{"withdrawn, and written down at once", "2026-04-07 12:00", "2026-04-07 12:00", func() *Case { return inHand(t) }, withdraws, false},
		{"spoken in time", "2026-03-06 12:00", "2026-03-12 12:00", func() *Case { return withPartner(t) }, spoke(milan), true},
		{"spoken late", "2026-03-11 12:00", "2026-03-12 12:00", func() *Case { return withPartner(t) }, spoke(milan), false},
		{"after a silence", "2026-03-10 12:00", "2026-03-16 12:00", func() *Case { w := danish(t, "phone"); w.handled(); return w.c }, spoke(sanne), false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, want := tc.c(), map[bool]string{true: "belated error.belated"}[tc.asks]
			now := at(t, tc.now)
			if got := refusedFor(c.Belated("", now, func() error { return tc.do(c, at(t, tc.when), now) })); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

func withdraws(c *Case, when, now time.Time) error {
	return c.EndCase(EndForm{End: EndWithdrawn, Reason: "leave it", With: "Anna de Vries", Via: "phone", At: when}, member(sanne), now)
}

// withPartner is a case that a partner handles, who was heard and took it at once.
func withPartner(t *testing.T) *Case {
	w := &walk{t, cygnus(t, lotte)}
	w.do("classify", w.c.Classify(classed(), member(sanne), at(t, "2026-03-02 11:00")))
	w.do("assign", toPartner(at(t, "2026-03-02 12:00"))(w.c))
	w.do("accept", w.c.Accept(member(milan), at(t, "2026-03-02 12:30")))
	w.do("consult", w.c.Consult(consulted(t, "2026-03-04 09:00"), member(milan), at(t, "2026-03-04 10:15")))
	return w.c
}
