package complaint

import (
	"slices"
	"testing"
)

// What may be ticked as done when a complaint is filed: in a conversation what the
// procedure asks for, in a chat the explanation of one without a read-back, and
// nothing where nobody spoke.
func TestDoable(t *testing.T) {
	for name, want := range map[string]map[string][]string{
		"exactpi":   {"phone": {DoneReadBack, DoneExplained}, "oral": {DoneReadBack, DoneExplained}, "chat": nil, "email": nil, "letter": nil, "fax": nil},
		"cygnus":    {"phone": {DoneExplained}, "oral": {DoneExplained}, "chat": {DoneExplained}, "social": {DoneExplained}, "email": nil, "letter": nil},
		"kerngroep": {"phone": {DoneOwnCard}, "oral": {DoneOwnCard}, "chat": nil, "email": nil},
		"okonomi":   {"phone": nil, "email": nil},
		"klachten":  {"phone": nil, "letter": nil},
	} {
		p := presetOf(t, name)
		for via, codes := range want {
			if got := Doable(p, via); !slices.Equal(got, codes) {
				t.Errorf("%s by %s: %v, want %v", name, via, got, codes)
			}
		}
	}
}

// What was ticked counts: the explanation is owed no more, and the customer who can
// reach whoever spoke is a point kept to. What cannot have been done is not believed.
func TestDoneWhenFiled(t *testing.T) {
	for _, tc := range []struct {
		name, via      string
		readBack       bool
		explained, own bool
	}{
		{"exactpi", "phone", true, true, false},
		{"exactpi", "phone", false, false, false}, // the report comes first (EX-07)
		{"exactpi", "chat", false, false, false},
		{"cygnus", "phone", false, true, false},
		{"cygnus", "chat", false, true, false},
		{"cygnus", "email", false, false, false},
		{"kerngroep", "phone", false, false, true},
		{"kerngroep", "email", false, false, false},
	} {
		c := presetCase(t, tc.name, "Europe/Amsterdam")
		r := reported(t)
		r.Via, r.Email = tc.via, "anna@example.com"
		r.ReadBack, r.Explained, r.OwnCard = tc.readBack, true, true
		r.Given = "kopie meegegeven"
		if err := c.Register(r, member(lotte), at(t, "2026-03-06 16:20")); err != nil {
			t.Fatalf("%s by %s: %v", tc.name, tc.via, err)
		}
		if !c.ExplainedAt.IsZero() != tc.explained || c.kept(DoneOwnCard) != tc.own {
			t.Errorf("%s by %s: explained %v, reachable %v", tc.name, tc.via, c.ExplainedAt, c.kept(DoneOwnCard))
		}
	}
}
