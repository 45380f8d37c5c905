package procedure

import (
	"slices"
	"testing"
)

// Each company is asked for the people that its own procedure speaks of.
func TestRolesThatAProcedureGivesSomethingToDo(t *testing.T) {
	for name, want := range map[string][]string{
		"okonomi":   {"officer", "management", "follow_up"},
		"klachten":  {"management", "follow_up"},
		"cygnus":    {"officer", "management", "follow_up", "partner"},
		"kerngroep": {"handler", "management", "follow_up"},
		"exactpi":   {"officer", "management", "follow_up"}, // who owns a process, sometimes
	} {
		if got := preset(t, name).Played(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	p, err := Parse([]byte(good + "answer: {approval: {role: process_owner}, told_by: fallback}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := p.Played(), []string{"handler", "management", "process_owner", "fallback"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
