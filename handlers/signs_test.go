package handlers

import (
	"strings"
	"testing"
)

// Whoever files says by what they knew it to be a complaint, where the procedure asks; the
// choice survives another way in, and stands in the file (PK-08).
func TestByWhichSignItWasRecognised(t *testing.T) {
	o := newPreset(t, "klachten")
	p := o.as(lotte)
	p.command("/klacht", "")
	p.fill(phoned())
	p.fill(map[string]any{"signs": []string{"strong", "manner"}})
	p.fill(map[string]any{"via": "oral"})
	p.submit()
	number := "K-2026-0001"
	if got := strings.Join(o.caseOf(number).Signs, " "); got != "strong manner" {
		t.Errorf("recognised by %q", got)
	}
	reads := o.as(lotte)
	reads.command("/klacht", "toon "+number)
	o.shows(reads, "Herkend aan:* stevige woorden waarmee iemand het met ons oneens is en een verwijt over hoe een collega zich gedroeg")
}
