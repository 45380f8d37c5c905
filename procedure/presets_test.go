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
