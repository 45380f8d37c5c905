package procedure

import (
	"slices"
	"strings"
	"testing"
)

// A procedure that says nothing of a road that any case may go is told so, with the duty
// that it may take over; without it the road would end in nobody's hands.
func TestEachRoadIsSomebodys(t *testing.T) {
	src := whole(good + calls + duties + asked)
	if fs := Check("own.yml", []byte(src), all, today); len(fs) > 0 {
		t.Fatalf("found %v", fs)
	}
	for _, r := range roads {
		lines := strings.SplitAfter(src, "\n")
		at := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, "{kind: "+r.kind+",") })
		if at < 0 {
			t.Fatalf("no duty %s to take out", r.kind)
		}
		fs := Check("own.yml", []byte(strings.Join(slices.Delete(lines, at, at+1), "")), all, today)
		if len(fs) != 1 || !strings.Contains(fs[0].Says, r.says) {
			t.Errorf("without %s found %v", r.kind, fs)
			continue
		}
		_, duty, _ := strings.Cut(fs[0].Says, "as a house rule: ")
		if again := Check("own.yml", []byte(strings.Join(slices.Delete(strings.SplitAfter(src, "\n"), at, at+1), "")+"  - "+duty+"\n"), all, today); len(again) > 0 {
			t.Errorf("with the duty that was offered instead of %s found %v", r.kind, again)
		}
	}
	if fs := Check("own.yml", []byte(whole(good+duties)), all, today); len(fs) > 0 {
		t.Errorf("where nobody is asked afterwards found %v", fs)
	}
}
