package procedure

import (
	"slices"
	"testing"
)

func preset(t *testing.T, name string) *Procedure {
	t.Helper()
	src, err := Preset(name)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What a procedure does not promise itself is marked, and nothing that it
// promises is.
func TestHouseRulesOfPresets(t *testing.T) {
	for name, promised := range map[string][]string{
		"klachten": {"acknowledge", "decision"},
		"cygnus":   {"decision"},
	} {
		t.Run(name, func(t *testing.T) {
			p := preset(t, name)
			for _, d := range p.Duties {
				if d.House == slices.Contains(promised, d.Kind) {
					t.Errorf("%s: house rule %v", d.Kind, d.House)
				}
			}
			if !p.Retention.House || !p.Answer.Approval.House || !p.FollowUp.House || !p.Reopen.House {
				t.Error("what the company does not say is shown as its promise")
			}
			if !p.Agreement.Ours(AgreeUnreached) || !p.Agreement.Ours(AgreeUnverified) {
				t.Error("that somebody agrees is shown as the company's promise")
			}
			if p.Extend.Of != "" || len(p.External) > 0 {
				t.Error("an extension or a third party is invented")
			}
		})
	}
}

// What a document does not say, and the procedure does not work without, is our rule and is
// shown so, never as the company's promise.
func TestWhatNoDocumentSaysIsAHouseRule(t *testing.T) {
	duty := func(kind string) func(*Procedure) bool {
		return func(p *Procedure) bool { d := p.Duty(kind); return d != nil && d.House }
	}
	agrees := func(step string) func(*Procedure) bool {
		return func(p *Procedure) bool { return p.Agreement.Ours(step) }
	}
	for _, tc := range []struct {
		of, clause, what string
		house            func(*Procedure) bool
	}{
		{"klachten", "PK-17", "how long is kept", func(p *Procedure) bool { return p.Retention.House }},
		{"klachten", "PK-20", "who handles what is about management", duty("reassign")},
		{"cygnus", "CY-14, CY-15, CY-16", "by when the partner knows", duty("inform")},
		{"kerngroep", "KG-10, KG-11", "the term between least and most", func(p *Procedure) bool { return p.Retention.House }},
		{"kerngroep", "KG-30", "how far and how often more time", func(p *Procedure) bool { return p.Extend.House }},
		{"exactpi", "EX-09", "by when a handler is chosen", duty("assign")},
		{"exactpi", "EX-21", "closing without word", agrees(AgreeUnverified)},
		{"exactpi", "EX-13", "going on without a first contact", agrees(AgreeUnreached)},
		{"kerngroep", "KG-19", "closing without word", agrees(AgreeUnverified)},
		{"kerngroep", "KG-05", "going on without a first contact", agrees(AgreeUnreached)},
	} {
		if !tc.house(preset(t, tc.of)) {
			t.Errorf("%s: %s (%s) is shown as what the company promises", tc.of, tc.what, tc.clause)
		}
	}
	for _, name := range Presets() {
		p := preset(t, name)
		if !p.Reopen.House || !agrees(AgreeUnverified)(p) {
			t.Errorf("%s: taking up again, or closing without word, is shown as what the company promises", name)
		}
		for _, kind := range []string{"reassign", "close", "reopened", "ruling"} {
			if !duty(kind)(p) {
				t.Errorf("%s: the term of %s is shown as what the company promises", name, kind)
			}
		}
	}
}
