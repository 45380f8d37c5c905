package calendar

import "testing"

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2bd", "24bh", "4wh", "72h", "14d", "4w", "1mo", "3y", "0bd", "99999999999999999999y"} {
		f.Add(s)
	}
	c := cal8(f, "nl-office")
	from := when(f, c, "2026-03-06T16:00")
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePeriod(s)
		if err != nil {
			return
		}
		if p.String() != s || p.N() < 1 {
			t.Fatalf("%q was read as %s", s, p)
		}
		if d, err := c.Due(from, p, RollNone); err == nil && !d.Due.After(from) {
			t.Fatalf("%s is due %s", p, d.Due)
		}
	})
}

func FuzzParseDay(f *testing.F) {
	for _, s := range []string{"2026-03-10", "2028-02-29", "0000-01-01", "9999-12-31"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDay(s); err == nil && (d.String() != s || d.IsZero()) {
			t.Fatalf("%q was read as %s", s, d)
		}
	})
}

func FuzzParseHours(f *testing.F) {
	for _, s := range []string{"08:30-17:30", "8:30 – 17:30", "00:00-24:00", "17:30-08:30"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		open, end, err := parseHours(s)
		if err != nil {
			return
		}
		if open < 0 || end <= open || end > 24*60 {
			t.Fatalf("%q was read as %s-%s", s, open, end)
		}
		if o, e, err := parseHours(open.String() + "-" + end.String()); err != nil || o != open || e != end {
			t.Fatalf("%q: %s-%s read back as %s-%s, %v", s, open, end, o, e, err)
		}
	})
}

func FuzzParseClosed(f *testing.F) {
	for _, s := range []string{"2026-12-24", "2026-12-24 12:00", "2026-12-24 24:00", "2026-12-24 "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		h, err := parseClosed(s)
		if err != nil {
			return
		}
		if h.Day.IsZero() || h.Name == "" || h.From < 0 || h.From > 24*60 {
			t.Fatalf("%q was read as %v", s, h)
		}
		cfg := Config{Set: "nl-office", Closed: []string{s}, First: 2026, Last: 2026}
		if c, err := New(cfg); err == nil && h.Day.Year == 2026 && c.ClosedName(h.Day) == "" != (h.From != 0) {
			if c.ClosedName(h.Day) != Weekend {
				t.Fatalf("%q: closed name %q", s, c.ClosedName(h.Day))
			}
		}
	})
}

func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{"2026-03-06T16:00", "2026-03-29T02:30", "2026-10-25T02:30+01:00", "2026-03-06"} {
		f.Add(s)
	}
	c := cal8(f, "nl-office")
	f.Fuzz(func(t *testing.T, s string) {
		m, err := ParseMoment(s, c.Zone())
		if err == nil && m.Location() != c.Zone() {
			t.Fatalf("%q was read in %s", s, m.Location())
		}
	})
}

func FuzzLoad(f *testing.F) {
	// Small, or the engine spends its time shrinking the seed.
	f.Add([]byte(`{"set":"x","zone":"UTC","hours":"9:00-17:00","first":2026,"last":2026,"closed":[{"day":"2026-12-24","name":"x","from":"12:00"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Load(data)
		if err != nil {
			return
		}
		again, err := c.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if d, err := Load(again); err != nil || d.Version() != c.Version() {
			t.Fatalf("not the same after a round trip: %v", err)
		}
	})
}
