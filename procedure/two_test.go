package procedure

import (
	"slices"
	"strings"
	"testing"
)

// Two people agree with an answer only where the written procedure says so, of
// weights that cases have; none of the presets does.
func TestTwoApproversInAProcedure(t *testing.T) {
	for _, name := range Presets() {
		src, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Answer.Approval.TwoFor)+len(p.Close.MeasureOrReason) > 0 {
			t.Errorf("%s asks for what its text does not", name)
		}
	}
	src := invented(t)
	with := func(old, is string) string {
		if !strings.Contains(src, old) {
			t.Fatalf("the invented procedure lacks %q", old)
		}
		return strings.Replace(src, old, is, 1)
	}
	const approval = "approval: {role: management}"
	p, err := Parse([]byte(with(approval, "approval: {role: management, two_for: [serious, legal]}")))
	if err != nil || !slices.Equal(p.Answer.Approval.TwoFor, []string{"serious", "legal"}) {
		t.Errorf("%v, %v", p, err)
	}
	if _, err := Parse([]byte(with(approval, "approval: {role: management, two_for: [heavy]}"))); err == nil || !strings.Contains(err.Error(), `unknown word "heavy"`) {
		t.Errorf("a weight that no case has: %v", err)
	}
	faults := Check("", []byte(with(approval, "approval: {two_for: [serious]}")), all, today)
	if len(faults) == 0 || !strings.Contains(faults.Error(), "no role says who may") {
		t.Errorf("two of nobody: %v", faults)
	}
	if _, err := Parse([]byte(src + "\nclose: {measure_or_reason: [weather]}\n")); err == nil || !strings.Contains(err.Error(), `unknown word "weather"`) {
		t.Errorf("a nature that the procedure does not have: %v", err)
	}
}
