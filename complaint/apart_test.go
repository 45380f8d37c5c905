package complaint

import (
	"slices"
	"testing"
)

// Whom a duplicate keeps out handles the case that goes on neither while the two are one nor
// once they are apart, as its words are in the file; the refusal says why.
func TestWhomADuplicateKeepsOutHandlesNeither(t *testing.T) {
	now := at(t, "2026-03-05 12:30")
	d, c, r := newCase(t), walkTo(t, FaceConfirmed), registration(t)
	d.Number, r.About = "K-2026-0041", []string{milan}
	must(t, d.Register(r, member(lotte), at(t, "2026-03-05 12:00")))
	tried := func(when string, want Barred, refused string) {
		t.Helper()
		for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
			if got := c.Bars(milan, nil, now); got != want {
				t.Errorf("%s, %s: barred %q, want %q", when, how, got, want)
			}
			if got := slices.Contains(c.Handlers(now), milan); got != (want == "") {
				t.Errorf("%s, %s: in the list: %t", when, how, got)
			}
			a := Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "process", Deliverers: []string{joost}}
			if got := textOf(c.copied().Assign(a, member(sanne), now)); got != refused {
				t.Errorf("%s, %s: assigned with %q, want %q", when, how, got, refused)
			}
		}
	}
	tried("before", "", "")
	must(t, Merge(d, c, "one matter", member(sanne), now))
	tried("one", BarredElsewhere, "error.handler_elsewhere")
	must(t, Unmerge(d, c, member(sanne), now.Add(1)))
	tried("apart", BarredElsewhere, "error.handler_elsewhere")
}
